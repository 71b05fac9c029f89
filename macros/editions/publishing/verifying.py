"""Verification of a published folder: how it differs from its manifests."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...diagnostics import escape_control
from . import aliases, lock, manifest, rollback, rooted, signing
from .editions import AUDIENCE, DAY, Editions, Listed
from .errors import PublishingError
from .layout import (
    INDEX,
    LIST_LOG,
    LIST_SIGNATURE,
    MANIFEST,
    SIGNATURE,
    UNFINISHED,
    VERSIONS,
    editions_there,
)
from .manifest import Manifest
from .rollback import Known
from .rooted import Flaw

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_TRIES = 3


@dataclass(frozen=True)
class Verified:
    """The result of a verification."""

    editions: tuple[str, ...]
    """The numbers of the verified editions."""
    files: int
    """The number of files in their manifests."""
    flaws: tuple[Flaw, ...]
    """The differences."""
    notes: tuple[Flaw, ...]
    """Findings that do not affect the listed editions."""
    list: Known | None
    """The serial number and the checksum of the last list of editions."""


def verify(
    folder: Path, key: "Ed25519PublicKey | None" = None, known: Iterable[Known] = ()
) -> Verified:
    """Return how a published folder differs from its manifests, and from a known list.

    Raises:
        PublishingError: If the folder is not a published one.
    """
    known = [*known]
    if not (folder / VERSIONS).is_file() and not (folder.is_dir() and editions_there(folder)):
        message = f"{folder}: is not a published folder ({VERSIONS} is missing)"
        raise PublishingError(message, "Name the folder of `publish --to`.")
    for _ in range(_TRIES):
        before, state = Editions.read(folder), _state(folder)
        found = _verified(folder, before, key, known)
        # An edition may have been published meanwhile.
        if _state(folder) == state:
            break
    return found


def _state(folder: Path) -> list[bytes]:
    paths = [folder / VERSIONS, folder / LIST_LOG]
    return [path.read_bytes() if path.is_file() else b"" for path in paths]


def _verified(
    folder: Path, editions: Editions, key: "Ed25519PublicKey | None", known: list[Known]
) -> Verified:
    flaws: list[Flaw] = []
    files = 0
    for edition in editions:
        content = manifest.read_from(folder / edition.name)
        files += len(content.files) if content else 0
        flaws += _of_edition(folder, edition, content, key)
    flaws += _of_aliases(folder, editions)
    flaws += _of_list(folder, editions, key)
    flaws += rollback.flaws(folder, key, known)
    flaws += rooted.flaws(folder, editions)
    names = tuple(edition.name for edition in editions)
    notes = (*_notes(folder, editions), *rollback.notes(folder))
    return Verified(names, files, tuple(flaws), notes, rollback.current(folder))


def _of_edition(
    folder: Path, edition: Listed, content: Manifest | None, key: "Ed25519PublicKey | None"
) -> Iterator[Flaw]:
    there, at = folder / edition.name, f"{edition.name}/{MANIFEST}"
    if there.is_symlink() or not there.is_dir():
        yield Flaw(edition.name, "missing" if not there.is_symlink() else "a link, not a folder")
        return
    if not (there / MANIFEST).is_file():
        yield Flaw(at, "missing")
        return
    written = (there / MANIFEST).read_bytes()
    if not edition.has_manifest(manifest.sha256(written)):
        yield Flaw(at, f"altered: {VERSIONS} names another manifest")
    yield from _of_signature(there, edition.name, written, key)
    if content is None:
        yield Flaw(at, "is not a valid manifest")
        return
    for name, value in ((DAY, content.day), (AUDIENCE, content.audience)):
        # While an edition is replaced, its day is that of the replaced one.
        if not edition.coming and edition.properties.get(name, value) != value:
            yield Flaw(
                VERSIONS, f"altered: the {name} of {edition.name} is {value} in its manifest"
            )
    if content.edition != edition.name:
        yield Flaw(at, f"is the manifest of another edition, {content.edition}")
    for path, change in content.changes(manifest.contents(there)):
        yield Flaw(f"{edition.name}/{path}", change)


def _of_signature(
    there: Path, name: str, written: bytes, key: "Ed25519PublicKey | None"
) -> Iterator[Flaw]:
    if key is None:
        return
    path = there / SIGNATURE
    if not path.is_file():
        yield Flaw(f"{name}/{SIGNATURE}", "missing: the edition is not signed")
    elif not signing.fits(key, path.read_bytes(), written):
        message = "does not fit: signed with another key, or altered after it was signed"
        yield Flaw(f"{name}/{SIGNATURE}", message)


def _of_list(folder: Path, editions: Editions, key: "Ed25519PublicKey | None") -> Iterator[Flaw]:
    """Yield how the list of editions differs from the signed one."""
    if key is None or not len(editions):
        return
    path = folder / LIST_SIGNATURE
    if not path.is_file():
        yield Flaw(LIST_SIGNATURE, "missing: the list of editions is not signed")
    elif not signing.fits(key, path.read_bytes(), (folder / VERSIONS).read_bytes()):
        message = f"does not fit: {VERSIONS} was altered, or signed with another key"
        yield Flaw(LIST_SIGNATURE, message)


def _of_aliases(folder: Path, editions: Editions) -> Iterator[Flaw]:
    """Yield the aliases that do not lead to a listed edition."""
    listed = [edition.name for edition in editions]
    for edition in editions:
        for alias in edition.aliases:
            path = folder / alias
            known = any(aliases.leads_to(path, name) for name in listed)
            if (path.exists() or path.is_symlink()) and not known:
                yield Flaw(alias, "does not lead to a listed edition")


def _notes(folder: Path, editions: Editions) -> Iterator[Flaw]:
    """Yield what an interrupted publisher left, and editions that are not listed."""
    listed = [edition.name for edition in editions]
    for name in editions_there(folder):
        if name not in listed:
            yield Flaw(name, f"not listed in {VERSIONS}")
    for edition in editions:
        if edition.coming:
            yield Flaw(edition.name, "is being replaced; the next publish finishes that")
        for alias in edition.aliases:
            if not aliases.leads_to(folder / alias, edition.name):
                yield Flaw(alias, f"does not lead to {edition.name} yet")
    if len(editions) and not (folder / INDEX).is_file():
        yield Flaw(INDEX, "missing; the next publish writes it")
    for entry in sorted(folder.glob(f"{UNFINISHED}*")):
        yield Flaw(entry.name, "was interrupted; the next publish removes it")
    if who := lock.holder_of(folder):
        yield Flaw(".", f"locked by {who}")


def text(folder: Path, found: Verified) -> str:
    """Return the result for a person."""
    lines = [
        f"{folder}/{escape_control(flaw.path)}: {escape_control(flaw.what)}" for flaw in found.flaws
    ]
    lines += [
        f"{folder}/{escape_control(note.path)}: note: {escape_control(note.what)}"
        for note in found.notes
    ]
    of = _counted(len(found.editions), "edition")
    if found.flaws:
        lines.append(f"{_counted(len(found.flaws), 'difference')} in {of}.")
    else:
        lines.append(f"{of} with {_counted(found.files, 'file')}: no differences.")
    if found.list:
        lines.append(
            f"List of editions: serial {found.list.serial}, SHA-256 {found.list.list_sha256}"
        )
    return "\n".join(lines) + "\n"


def as_json(folder: Path, found: Verified) -> str:
    """Return the result for a program, as JSON."""
    document = {
        "folder": str(folder),
        "editions": found.editions,
        "files": found.files,
        "as_published": not found.flaws,
        "flaws": [vars(flaw) for flaw in found.flaws],
        "notes": [vars(note) for note in found.notes],
        "list": found.list.model_dump() if found.list else None,
    }
    return json.dumps(document, indent=2) + "\n"


FORMATS: dict[str, Callable[[Path, Verified], str]] = {"text": text, "json": as_json}


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
