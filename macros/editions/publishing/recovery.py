"""What was cut short: taken away, or taken to its end, by whoever publishes next."""

import shutil
from contextlib import suppress
from pathlib import Path

from . import aliases, manifest
from .atomic import write
from .editions import ASIDE, COMING, DAY, SHA256, Editions, Listed
from .layout import MANIFEST, NEW, REPLACED, UNFINISHED, VERSIONS


def tidy(folder: Path) -> None:
    """Take away what was never published, and make the folder what its list says."""
    for entry in list(folder.iterdir()):
        if entry.name.startswith(UNFINISHED):
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name.startswith(".") and entry.name.endswith(NEW):
            with suppress(OSError):
                entry.unlink()
    finish_changes(folder)
    aliases.settle(folder, Editions.read(folder))


def finish_changes(folder: Path) -> None:
    """Take to its end, or take back, each change of an edition that was cut short."""
    editions = Editions.read(folder)
    for one in editions:
        if one.coming:
            _finish(folder, editions, one)
            editions = Editions.read(folder)


def _finish(folder: Path, editions: Editions, one: Listed) -> None:
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
    write(folder / VERSIONS, following.as_bytes())


def _drop_unpublished(folder: Path, one: Listed) -> None:
    """Take away what was to take the place of an edition and never did."""
    aside = folder / REPLACED / Path(one.properties.get(ASIDE, "")).name / MANIFEST
    if aside.is_file() and manifest.sha256(aside.read_bytes()) == one.coming:
        shutil.rmtree(aside.parent, ignore_errors=True)
