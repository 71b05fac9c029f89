"""What somebody names to be compared: an edition, a published folder, data, a file, a revision."""

import io
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ..diagnostics import Finding, Location, ManualError, Severity, quote_excerpt
from ..loading.bounded_files import read_bytes
from ..loading.files import EDITIONS
from ..manual import Manual
from . import snapshot as snapshots
from .git import GitError, git, is_shallow
from .previous import DATA, LIST, PreviousEdition, listed_editions
from .snapshot import MAX_BYTES, Snapshot

_HINT = (
    "Give an edition's folder, PUBLISHED/EDITION, a data folder, a manual.json, or a git revision."
)


def snapshot_of(named: str, data: Path) -> Snapshot:
    """Return what is named; a git revision means the data folder as it was then.

    Raise `ManualError` where it cannot be read.
    """
    path = Path(named)
    if path.is_file():
        return _of_file(path)
    if (path / DATA).is_file():
        return _of_file(path / DATA, f"edition {path.resolve().name}")
    if (path / LIST).is_file():
        return _of_published(path)
    if path.is_dir():
        return _of_data(path, path.as_posix())
    return _of_revision(named, data)


def _of_file(path: Path, label: str = "") -> Snapshot:
    raw = read_bytes(path, MAX_BYTES)
    snapshot, findings = snapshots.read_snapshot(raw, path.as_posix(), label)
    if snapshot is None:
        raise ManualError(findings)
    return snapshot


def _of_published(folder: Path) -> Snapshot:
    editions, findings = listed_editions(folder)
    if not editions:
        raise ManualError(findings) if findings else _problem(str(folder), "lists no edition")
    edition: PreviousEdition = editions[0]
    if edition.snapshot is None:
        raise ManualError(edition.findings)
    return edition.snapshot


def _of_data(folder: Path, label: str) -> Snapshot:
    manual = Manual.load(folder)
    if not any(True for _ in manual.entities):
        raise _problem(folder.as_posix(), "holds neither an edition nor the data of a manual")
    if not manual.is_complete:
        errors = [one for one in manual.findings if one.severity == Severity.ERROR]
        raise ManualError(errors)
    edition = manual.organisation.edition if manual.organisation else ""
    return snapshots.snapshot_of_manual(
        manual, f"{label} (edition {edition})" if edition else label
    )


def _of_revision(named: str, data: Path) -> Snapshot:
    """Return the data folder of a git revision, read from the objects without a checkout."""
    around, name = data.resolve().parent, data.resolve().name
    if named.startswith("-"):
        raise _problem(named, "is not there", _HINT)
    try:
        sha = _commit(named, around)
        listed = git(around, "ls-tree", "-r", "-z", "-l", sha, "--", name)
        if not listed:
            said = f"has no folder {quote_excerpt(name)} in git revision {sha[:10]}"
            raise _problem(named, said, "Name the data folder with --data.")
        with tempfile.TemporaryDirectory(prefix="aims-diff-") as folder:
            _write_tree(named, around, listed, Path(folder))
            return _of_data(Path(folder) / name, f"{named} ({sha[:10]})")
    except GitError as refusal:
        raise _problem(named, f"cannot be read: {refusal.reason}", refusal.hint) from refusal


def _commit(named: str, around: Path) -> str:
    """Return the commit that a revision names."""
    try:
        git(around, "rev-parse", "--git-dir")
    except GitError as error:
        said = f"is neither a file, nor a folder, nor a git revision: {error.reason}"
        raise _problem(named, said, error.hint or _HINT) from error
    revision = f"{named}^{{commit}}"
    try:
        found = git(around, "rev-parse", "--verify", "--end-of-options", revision)
    except GitError as refusal:
        if is_shallow(around):
            said = "is not in this clone, which is shallow"
            raise _problem(named, said, "Get the rest: git fetch --unshallow") from refusal
        known = ("no such commit", "unknown revision", "bad revision")
        if any(words in refusal.reason for words in known):
            said = "is neither a file, nor a folder, nor a git revision"
            raise _problem(named, said, _HINT) from refusal
        raise
    return found.decode().strip()


def _write_tree(named: str, around: Path, listed: bytes, folder: Path) -> None:
    """Write the files of a tree as they were committed: no attribute of git changes them."""
    entries = [_entry(line) for line in listed.split(b"\0") if line]
    # What was published before is not compared.
    entries = [one for one in entries if one.path.parts[1:2] != (EDITIONS,)]
    if (size := sum(one.size for one in entries)) > MAX_BYTES:
        raise _problem(named, f"is too large to be read ({size / 1e6:.0f} MB)")
    given = "".join(f"{one.sha}\n" for one in entries).encode()
    objects = io.BytesIO(git(around, "cat-file", "--batch", given=given))
    for one in entries:
        head = objects.readline().split()
        if len(head) != 3:
            raise GitError(f"git does not have {one.path}")
        content = objects.read(int(head[2]))
        objects.read(1)
        path = folder / one.path
        if one.path.is_absolute() or ".." in one.path.parts:
            raise _problem(named, f"has a file outside of its folder: {one.path}")
        path.parent.mkdir(parents=True, exist_ok=True)
        if one.is_link:
            _write_link(named, path, os.fsdecode(content), folder)
        else:
            path.write_bytes(content)


@dataclass(frozen=True)
class _Entry:
    """A file in a tree of git."""

    path: Path
    sha: str
    size: int
    is_link: bool


def _entry(line: bytes) -> _Entry:
    about, _, path = line.partition(b"\t")
    mode, kind, sha, size = about.decode().split()
    if kind == "blob" and not size.isdecimal():
        raise GitError(f"git does not have {os.fsdecode(path)}")
    if kind != "blob":
        raise GitError(f"{os.fsdecode(path)} is a repository of its own (a submodule)")
    return _Entry(Path(os.fsdecode(path)), sha, int(size), mode == "120000")


def _write_link(named: str, path: Path, target: str, folder: Path) -> None:
    if not (path.parent / target).resolve().is_relative_to(folder.resolve()):
        said = f"has a link that leads out of the data: {path.relative_to(folder)}"
        raise _problem(named, said, "Take the link out of the data, or compare another revision.")
    path.symlink_to(target)


def _problem(place: str, said: str, hint: str = _HINT) -> ManualError:
    return ManualError([Finding(Location(place), f"{quote_excerpt(place)} {said}", hint)])
