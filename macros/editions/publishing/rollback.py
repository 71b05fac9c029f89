"""Lists of editions that were put back: what the log shows, and what a reader remembers."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ... import program
from . import list_log
from .atomic import write
from .errors import PublishingError, of_system
from .layout import LIST_LOG, LIST_SIGNATURE, VERSIONS
from .list_log import Log, checksum_of
from .rooted import Flaw

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_EXPECTED = re.compile(r"([1-9][0-9]{0,17})(?::([0-9a-f]{8,64}))?", re.ASCII)


class Known(BaseModel):
    """The latest list of editions that a reader knows of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    serial: int = Field(ge=1)
    """Its serial number."""
    list_sha256: str = ""
    """Its checksum, or the beginning of it; empty if only the number is known."""


def expected(text: str) -> Known:
    """Return what `--expect-serial` names: a serial number, or number and checksum.

    Raises:
        ValueError: If the text is neither.
    """
    found = _EXPECTED.fullmatch(text)
    if not found:
        raise ValueError(text)
    return Known(serial=int(found[1]), list_sha256=found[2] or "")


def remembered(file: Path, folder: Path) -> Known | None:
    """Return the list that a file remembers; None if there is no such file yet.

    Raises:
        PublishingError: If the file cannot be read, or is inside the published folder.
    """
    if file.resolve().is_relative_to(folder.resolve()):
        message = f"{file}: is inside the published folder, and would be put back with it"
        raise PublishingError(message, "Keep the file where publishers cannot write.")
    try:
        return Known.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError as error:
        message = f"{file}: is not a file that `verify --remember` wrote"
        raise PublishingError(message, "Name another file, or put it back from a copy.") from error
    except OSError as error:
        raise PublishingError(f"{file}: cannot be read ({error.strerror})") from error


def remember(file: Path, known: Known) -> None:
    """Write the list that a file remembers.

    Raises:
        PublishingError: If the file cannot be written.
    """
    try:
        write(file, f"{known.model_dump_json()}\n".encode())
    except OSError as error:
        raise of_system(error, file) from error


def current(folder: Path) -> Known | None:
    """Return the last list in the log of a folder; None if there is no log that can be read."""
    try:
        last = (list_log.read(folder) or Log()).last
    except ValueError:
        return None
    return Known(serial=last.serial, list_sha256=last.list_sha256) if last else None


def text(folder: Path) -> str:
    """Return the serial number and checksum of the list of editions, to be noted down."""
    if not (known := current(folder)):
        return ""
    message = f"List of editions: serial {known.serial}, SHA-256 {known.list_sha256}"
    expect = f"--expect-serial {known.serial}:{known.list_sha256[:12]}"
    verify = program.command(f"verify {shlex.quote(str(folder))} {expect}")
    return f"{message}\nKeep both: `{verify}` reports an older list that was put back.\n"


def flaws(folder: Path, key: "Ed25519PublicKey | None", known: list[Known]) -> Iterator[Flaw]:
    """Yield why the list of editions is older than the log, or than what a reader knows."""
    try:
        log = list_log.read(folder)
    except ValueError as error:
        yield Flaw(LIST_LOG, str(error))
        return
    log = list_log.unfinished(folder) or log
    if log is None or log.last is None:
        if known or log:
            yield Flaw(LIST_LOG, "missing" if log is None else "altered: it has no entry")
        return
    yield from _of_list(folder, log)
    yield from _of_signature(folder, log, key)
    for entry in known:
        yield from _of_known(log, entry)


def _of_list(folder: Path, log: Log) -> Iterator[Flaw]:
    path = folder / VERSIONS
    checksum = checksum_of(path.read_bytes()) if path.is_file() else ""
    last = log.entries[-1]
    if checksum == last.list_sha256:
        return
    former = [entry.serial for entry in log.entries if entry.list_sha256 == checksum]
    if former:
        message = (
            f"put back: it is list {former[-1]}, and the last one in {LIST_LOG} is {last.serial}"
        )
    else:
        message = f"altered: it is not the last list in {LIST_LOG}, serial {last.serial}"
    yield Flaw(VERSIONS, message)


def _of_signature(folder: Path, log: Log, key: "Ed25519PublicKey | None") -> Iterator[Flaw]:
    last = log.entries[-1]
    if key is None:
        return
    if last.signature and not last.fits(key):
        message = "does not fit: its last entry was altered, or signed with another key"
        yield Flaw(LIST_LOG, message)
    elif not last.signature and (folder / LIST_SIGNATURE).is_file():
        yield Flaw(LIST_LOG, "its last entry is not signed")


def _of_known(log: Log, known: Known) -> Iterator[Flaw]:
    last = log.entries[-1]
    if last.serial < known.serial:
        message = f"put back: its last serial is {last.serial}, and {known.serial} is known"
        yield Flaw(LIST_LOG, message)
    elif not log.entries[known.serial - 1].list_sha256.startswith(known.list_sha256):
        yield Flaw(LIST_LOG, f"another one: its list {known.serial} is not the one that is known")


def notes(folder: Path) -> Iterator[Flaw]:
    """Yield what a log does not show yet."""
    if not (folder / LIST_LOG).is_file() and (folder / VERSIONS).is_file():
        message = "missing, so no list that was put back can be found; the next `publish` writes it"
        yield Flaw(LIST_LOG, message)
    elif list_log.unfinished(folder):
        yield Flaw(LIST_LOG, "was being written; the next publish finishes that")
