"""The snapshot of anything that can be compared: edition, folder, data, file or git revision."""

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
    """Return the snapshot of an edition, a folder, a file or a git revision of `data`.

    Raises:
        ManualError: It does not exist or cannot be read.
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
        errors = [finding for finding in manual.findings if finding.severity == Severity.ERROR]
        raise ManualError(errors)
    edition = manual.organisation.edition if manual.organisation else ""
    return snapshots.snapshot_of_manual(
        manual, f"{label} (edition {edition})" if edition else label
    )


def _of_revision(named: str, data: Path) -> Snapshot:
    """Return the data folder of a git revision, read from git's objects without a checkout."""
    around, name = data.resolve().parent, data.resolve().name
    if named.startswith("-"):
        raise _problem(named, "does not exist", _HINT)
    try:
        sha = _commit(named, around)
        listed = git(around, "ls-tree", "-r", "-z", "-l", sha, "--", name)
        if not listed:
            message = f"has no folder {quote_excerpt(name)} in git revision {sha[:10]}"
            raise _problem(named, message, "Name the data folder with --data.")
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
        message = f"is neither a file, nor a folder, nor a git revision: {error.reason}"
        raise _problem(named, message, error.hint or _HINT) from error
    revision = f"{named}^{{commit}}"
    try:
        found = git(around, "rev-parse", "--verify", "--end-of-options", revision)
    except GitError as refusal:
        if is_shallow(around):
            message = "is not in this clone, which is shallow"
            raise _problem(
                named, message, "Get the complete history: git fetch --unshallow"
            ) from refusal
        known = ("no such commit", "unknown revision", "bad revision")
        if any(words in refusal.reason for words in known):
            message = "is neither a file, nor a folder, nor a git revision"
            raise _problem(named, message, _HINT) from refusal
        raise
    return found.decode().strip()


def _write_tree(named: str, around: Path, listed: bytes, folder: Path) -> None:
    """Write the files of a tree as they were committed, unaffected by git attributes."""
    entries = [_entry(line) for line in listed.split(b"\0") if line]
    # Published editions are not compared.
    entries = [entry for entry in entries if entry.path.parts[1:2] != (EDITIONS,)]
    if (size := sum(entry.size for entry in entries)) > MAX_BYTES:
        raise _problem(named, f"is too large to be read ({size / 1e6:.0f} MB)")
    given = "".join(f"{entry.sha}\n" for entry in entries).encode()
    objects = io.BytesIO(git(around, "cat-file", "--batch", given=given))
    for entry in entries:
        head = objects.readline().split()
        if len(head) != 3:
            raise GitError(f"git does not have {entry.path}")
        content = objects.read(int(head[2]))
        objects.read(1)
        path = folder / entry.path
        if entry.path.is_absolute() or ".." in entry.path.parts:
            raise _problem(named, f"has a file outside of its folder: {entry.path}")
        path.parent.mkdir(parents=True, exist_ok=True)
        if entry.is_link:
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
        message = f"has a link that leads out of the data: {path.relative_to(folder)}"
        raise _problem(
            named, message, "Remove the link from the data, or compare another revision."
        )
    path.symlink_to(target)


def _problem(place: str, message: str, hint: str = _HINT) -> ManualError:
    return ManualError([Finding(Location(place), f"{quote_excerpt(place)} {message}", hint)])
