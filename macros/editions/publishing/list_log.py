"""The log of the lists of editions: a serial number for each, chained by checksum, and signed.

An entry names the checksum of its list and that of the entry before it, so that no entry can be
changed or left out in the middle. A list that is older than the last entry was put back. If list,
signature and log are all put back together, the folder alone cannot reveal it: a reader who knows
the serial number of an earlier visit can detect it.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from . import signing
from .atomic import prepare, sync
from .editions import COMING, Editions
from .errors import PublishingError
from .layout import LIST_LOG, NEW, VERSIONS
from .manifest import sha256

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )


class Entry(BaseModel):
    """A list of editions as the log has it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    serial: int = Field(ge=1)
    """1 for the first list, then one more for each."""
    list_sha256: str
    """The checksum of the list."""
    previous: str
    """The checksum of the entry before this one; empty for the first."""
    signature: str = ""
    """The signature of the fields above, in base64; empty if there was no key."""

    def signed_bytes(self) -> bytes:
        """Return what is signed, and what the next entry names by its checksum."""
        return json.dumps(self.model_dump(exclude={"signature"}), sort_keys=True).encode()

    def signed(self, key: "Ed25519PrivateKey | None") -> "Entry":
        """Return the entry with a signature, if there is a key."""
        if key is None:
            return self
        signature = base64.b64encode(key.sign(self.signed_bytes())).decode()
        return self.model_copy(update={"signature": signature})

    def fits(self, key: "Ed25519PublicKey") -> bool:
        """Return whether the signature was made with the key that belongs to this one."""
        try:
            signature = base64.b64decode(self.signature, validate=True)
        except binascii.Error:
            return False
        return signing.fits(key, signature, self.signed_bytes())


@dataclass(frozen=True)
class Log:
    """The entries of a log, oldest first."""

    entries: tuple[Entry, ...] = ()

    @property
    def last(self) -> Entry | None:
        """The entry of the current list."""
        return self.entries[-1] if self.entries else None

    def having(self, content: bytes, key: "Ed25519PrivateKey | None") -> "Log":
        """Return the log with a list as its last; the same list again only gets a signature."""
        last, checksum = self.last, checksum_of(content)
        if last and last.list_sha256 == checksum:
            signed = last.signed(key) if key else last
            return Log((*self.entries[:-1], signed))
        previous = sha256(last.signed_bytes()) if last else ""
        serial = last.serial + 1 if last else 1
        entry = Entry(serial=serial, list_sha256=checksum, previous=previous)
        return Log((*self.entries, entry.signed(key)))

    def as_bytes(self) -> bytes:
        """Return the log as it is written: a line for each entry."""
        lines = [json.dumps(entry.model_dump(), sort_keys=True) for entry in self.entries]
        return "".join(f"{line}\n" for line in lines).encode()


def checksum_of(content: bytes) -> str:
    """Return the checksum of a list of editions.

    While an edition is being replaced, the list says so; for the log it is the list of before.
    """
    if f'"{COMING}"'.encode() not in content:
        return sha256(content)
    try:
        return sha256(Editions(json.loads(content)).settled().as_bytes())
    except (ValueError, KeyError, TypeError, AttributeError):
        return sha256(content)


def parse(content: bytes) -> Log:
    """Return a log as it was written.

    Raises:
        ValueError: If an entry was altered or left out; it says which line.
    """
    entries: list[Entry] = []
    for number, line in enumerate(content.splitlines(), 1):
        try:
            entry = Entry.model_validate_json(line)
        except ValidationError:
            raise ValueError(f"altered: line {number} is not an entry of the log") from None
        before = entries[-1] if entries else None
        previous = sha256(before.signed_bytes()) if before else ""
        if (entry.serial, entry.previous) != (before.serial + 1 if before else 1, previous):
            raise ValueError(f"altered: line {number} does not follow the line before it")
        entries.append(entry)
    return Log((*entries,))


def read(folder: Path) -> Log | None:
    """Return the log of a published folder; None if older programs published it.

    Raises:
        ValueError: If an entry was altered or left out; it says which line.
    """
    path = folder / LIST_LOG
    return parse(path.read_bytes()) if path.is_file() else None


def unfinished(folder: Path) -> Log | None:
    """Return the log that an interrupted publisher had not put in its place yet, if it fits."""
    path = folder / f".{LIST_LOG}{NEW}"
    if not path.is_file() or not (folder / VERSIONS).is_file():
        return None
    try:
        before, following = read(folder) or Log(), parse(path.read_bytes())
    except ValueError:
        return None
    last, checksum = following.last, checksum_of((folder / VERSIONS).read_bytes())
    fits = last and last.list_sha256 == checksum and following.entries[:-1] == before.entries
    return following if fits else None


def finish(folder: Path) -> None:
    """Put the log of an interrupted publisher in its place.

    Raises:
        PublishingError: If the list of editions is not the last one in the log.
    """
    if unfinished(folder):
        (folder / f".{LIST_LOG}{NEW}").replace(folder / LIST_LOG)
        sync(folder)
    Editions.read(folder)  # A list that cannot be read has a message of its own.
    path = folder / VERSIONS
    fix = f"Put {VERSIONS} and {LIST_LOG} back from a copy. If you changed the list on purpose,"
    fix += f" delete {LIST_LOG}: the serial numbers begin again, which readers notice."
    try:
        log = read(folder)
    except ValueError as error:
        raise PublishingError(f"{folder / LIST_LOG}: {error}", fix) from error
    content = path.read_bytes() if path.is_file() else b""
    if log and log.last and log.last.list_sha256 != checksum_of(content):
        message = f"{path}: is not the last list in {LIST_LOG}, serial {log.last.serial}"
        raise PublishingError(message, fix)


@dataclass(frozen=True)
class Prepared:
    """A list of editions and its log, both safe on the disk and not in their places yet."""

    folder: Path
    list: Path
    log: Path | None

    def put_list(self) -> None:
        """Put the list in its place."""
        self.list.replace(self.folder / VERSIONS)

    def put_log(self) -> None:
        """Put the log in its place, after the list."""
        sync(self.folder)
        if self.log:
            self.log.replace(self.folder / LIST_LOG)
            sync(self.folder)

    def drop(self) -> None:
        """Remove both."""
        for path in (self.list, self.log):
            if path:
                path.unlink(missing_ok=True)


def prepare_list(folder: Path, content: bytes, key: "Ed25519PrivateKey | None") -> Prepared:
    """Write a list of editions and its log beside their places."""
    before = read(folder)
    following = (before or Log()).having(content, key)
    log = prepare(folder / LIST_LOG, following.as_bytes()) if following != before else None
    try:
        return Prepared(folder, prepare(folder / VERSIONS, content), log)
    except OSError:
        if log:
            log.unlink(missing_ok=True)
        raise


def write_list(folder: Path, content: bytes, key: "Ed25519PrivateKey | None") -> None:
    """Write a list of editions and its entry in the log."""
    both = prepare_list(folder, content, key)
    both.put_list()
    both.put_log()
