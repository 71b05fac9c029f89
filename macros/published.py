"""The editions published so far: a folder with `versions.json`, and a folder for each edition."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .findings import Finding, Location, ManualError, visible

INDEX = "versions.json"
# What an edition is called is also the name of its folder: it must not lead out of where it stands.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*")
_SUM = re.compile(r"[0-9a-f]{64}")
_HINT = "Name the folder that editions are published to in AIMS_EDITIONS, or leave that out."


@dataclass(frozen=True)
class Edition:
    """An edition of the manual that was published."""

    version: str
    title: str
    day: date | None
    """The day it was published for, where that is known."""
    manifest_sha256: str
    """What its manifest comes to, where that is known."""
    folder: Path

    def read(self, path: str) -> bytes | None:
        """Return a file of its site, where it has that."""
        file = self.folder / path
        return file.read_bytes() if file.is_file() else None


def editions(environment: Mapping[str, str] = os.environ) -> tuple[Edition, ...]:
    """Return what `AIMS_EDITIONS` holds, the newest edition first; nothing where it is not set."""
    given = environment.get("AIMS_EDITIONS", "")
    index = Path(given) / INDEX
    # Before the first edition there is no list of them, and no folder either.
    if not given or not index.exists():
        return ()
    try:
        listed = json.loads(index.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise _unreadable(index, "cannot be read as JSON") from None
    if not isinstance(listed, list):
        raise _unreadable(index, "is no list of editions")
    found = [_edition(index, number, one) for number, one in enumerate(listed, 1)]
    # Of the same day, or of none, the one that stands first is the newest: so they are written.
    return tuple(sorted(found, key=lambda one: one.day or date.min, reverse=True))


def _edition(index: Path, number: int, entry: Any) -> Edition:
    """Return the edition that an entry of the list describes."""
    version = entry.get("version") if isinstance(entry, dict) else None
    if not isinstance(version, str) or not _NAME.fullmatch(version):
        raise _unreadable(index, f"has an entry without the version of an edition: number {number}")
    properties = entry.get("properties")
    more: dict[str, Any] = properties if isinstance(properties, dict) else {}
    title, manifest = entry.get("title"), more.get("manifest_sha256")
    return Edition(
        version,
        visible(title) if isinstance(title, str) and title else version,
        _day(more.get("day")),
        manifest if isinstance(manifest, str) and _SUM.fullmatch(manifest) else "",
        index.parent / version,
    )


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _unreadable(index: Path, said: str) -> ManualError:
    return ManualError([Finding(Location(index.as_posix()), f"{INDEX} {said}", _HINT)])
