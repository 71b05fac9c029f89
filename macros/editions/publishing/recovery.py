"""The recovery of interrupted changes, done by the next publisher."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from . import aliases, list_log, manifest
from .editions import ASIDE, COMING, DAY, SHA256, Editions, Listed
from .layout import MANIFEST, NEW, REPLACED, UNFINISHED

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def tidy(folder: Path, key: "Ed25519PrivateKey | None") -> None:
    """Remove unfinished files, finish interrupted changes, and make the folder match its list.

    Raises:
        PublishingError: If the list is not the last one that was published.
    """
    list_log.finish(folder)
    for entry in list(folder.iterdir()):
        if entry.name.startswith(UNFINISHED):
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name.startswith(".") and entry.name.endswith(NEW):
            with suppress(OSError):
                entry.unlink()
    finish_changes(folder, key)
    aliases.apply(folder, Editions.read(folder))


def finish_changes(folder: Path, key: "Ed25519PrivateKey | None") -> None:
    """Finish or undo each interrupted replacement of an edition."""
    editions = Editions.read(folder)
    for listed in editions:
        if listed.coming:
            _finish(folder, editions, listed, key)
            editions = Editions.read(folder)


def _finish(
    folder: Path, editions: Editions, listed: Listed, key: "Ed25519PrivateKey | None"
) -> None:
    path = folder / listed.name / MANIFEST
    done = path.is_file() and manifest.sha256(path.read_bytes()) == listed.coming
    properties = {
        name: value for name, value in listed.properties.items() if name not in (COMING, ASIDE)
    }
    if done:
        found = manifest.read_from(folder / listed.name)
        properties |= {SHA256: listed.coming} | ({DAY: found.day} if found else {})
    else:
        _drop_unpublished(folder, listed)
    following = editions.having(listed.name, properties=properties)
    list_log.write_list(folder, following.as_bytes(), key)


def _drop_unpublished(folder: Path, listed: Listed) -> None:
    """Remove the edition that should have replaced another one."""
    aside = folder / REPLACED / Path(listed.properties.get(ASIDE, "")).name / MANIFEST
    if aside.is_file() and manifest.sha256(aside.read_bytes()) == listed.coming:
        shutil.rmtree(aside.parent, ignore_errors=True)
