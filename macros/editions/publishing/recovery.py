"""What was cut short: taken away, or taken to its end, by whoever publishes next."""

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
    """Take away what was never published, and make the folder what its list says.

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
    aliases.settle(folder, Editions.read(folder))


def finish_changes(folder: Path, key: "Ed25519PrivateKey | None") -> None:
    """Take to its end, or take back, each change of an edition that was cut short."""
    editions = Editions.read(folder)
    for one in editions:
        if one.coming:
            _finish(folder, editions, one, key)
            editions = Editions.read(folder)


def _finish(folder: Path, editions: Editions, one: Listed, key: "Ed25519PrivateKey | None") -> None:
    path = folder / one.name / MANIFEST
    done = path.is_file() and manifest.sha256(path.read_bytes()) == one.coming
    properties = {
        name: value for name, value in one.properties.items() if name not in (COMING, ASIDE)
    }
    if done:
        found = manifest.read_from(folder / one.name)
        properties |= {SHA256: one.coming} | ({DAY: found.day} if found else {})
    else:
        _drop_unpublished(folder, one)
    following = editions.having(one.name, properties=properties)
    list_log.write_list(folder, following.as_bytes(), key)


def _drop_unpublished(folder: Path, one: Listed) -> None:
    """Take away what was to take the place of an edition and never did."""
    aside = folder / REPLACED / Path(one.properties.get(ASIDE, "")).name / MANIFEST
    if aside.is_file() and manifest.sha256(aside.read_bytes()) == one.coming:
        shutil.rmtree(aside.parent, ignore_errors=True)
