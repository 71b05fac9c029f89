"""What somebody names to be compared: an edition, a published folder, data, a file, a revision."""

import io
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from . import snapshots
from .earlier import DATA, LIST, Edition, listed
from .findings import Finding, Level, Location, ManualError, quoted
from .manual import Manual
from .snapshots import Snapshot

_HINT = (
    "Give an edition's folder, PUBLISHED/EDITION, a data folder, a manual.json, or a git revision."
)
MOST_SECONDS = 60


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
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise _problem(path.as_posix(), f"cannot be read: {_reason(error)}") from error
    snapshot, findings = snapshots.read(raw, path.as_posix(), label)
    if snapshot is None:
        raise ManualError(findings)
    return snapshot


def _of_published(folder: Path) -> Snapshot:
    editions, findings = listed(folder)
    if not editions:
        raise ManualError(findings) if findings else _problem(str(folder), "lists no edition")
    edition: Edition = editions[0]
    if edition.snapshot is None:
        raise ManualError(edition.findings)
    return edition.snapshot


def _of_data(folder: Path, label: str) -> Snapshot:
    manual = Manual.load(folder)
    if not any(True for _ in manual.entities):
        raise _problem(folder.as_posix(), "holds neither an edition nor the data of a manual")
    if not manual.whole:
        errors = [one for one in manual.findings if one.level == Level.ERROR]
        raise ManualError(errors)
    edition = manual.organisation.edition if manual.organisation else ""
    return snapshots.of_manual(manual, f"{label} (edition {edition})" if edition else label)


def _of_revision(named: str, data: Path) -> Snapshot:
    """Return the data folder of a git revision, read without a checkout."""
    around = data.resolve().parent
    if named.startswith("-") or shutil.which("git") is None:
        raise _problem(named, "is not there", _HINT)
    commit = _git(
        around, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{named}^{{commit}}"
    )
    if commit is None:
        raise _problem(named, "is neither a file, nor a folder, nor a git revision", _HINT)
    sha = commit.decode().strip()
    prefix = (_git(around, "rev-parse", "--show-prefix") or b"").decode().strip()
    raw = _git(around, "archive", "--format=tar", sha, "--", f"{data.resolve().name}")
    if raw is None:
        said = f"has no folder {quoted(prefix + data.name)} in git revision {sha[:10]}"
        raise _problem(named, said, "Say with --data where the data are.")
    with tempfile.TemporaryDirectory(prefix="aims-diff-") as folder:
        with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
            # Python before 3.11.4 has no filter. Git itself names no path outside, and a link that
            # leads outside is not followed when the data are read.
            archive.extraction_filter = getattr(tarfile, "data_filter", lambda one, _: one)
            try:
                archive.extractall(folder)
            except tarfile.TarError as error:
                hint = "Take the link out of the data, or compare another revision."
                raise _problem(named, f"cannot be unpacked: {error}", hint) from error
        return _of_data(Path(folder) / data.resolve().name, f"{named} ({sha[:10]})")


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git says, or nothing where it cannot."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return None
    return done.stdout if done.returncode == 0 else None


def _reason(error: OSError) -> str:
    return (error.strerror or "it cannot be opened").lower()


def _problem(place: str, said: str, hint: str = _HINT) -> ManualError:
    return ManualError([Finding(Location(place), f"{quoted(place)} {said}", hint)])
