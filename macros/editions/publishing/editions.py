"""The list of editions, `versions.json`, in the form of mike and by mike's own module.

That module is loaded where it is used: no other command should wait for it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import PublishingError
from .layout import VERSIONS

_NAME = re.compile(r"\w[\w.+-]*")
SHA256, DAY, AUDIENCE = "manifest_sha256", "day", "audience"
COMING = "coming_sha256"
"""The manifest of what is about to take an edition's place, for that moment only."""
ASIDE = "coming_aside"
"""The folder among the replaced ones that holds what is coming, and afterwards what was there."""


@dataclass(frozen=True)
class Listed:
    """An edition as the list has it."""

    name: str
    title: str
    aliases: tuple[str, ...]
    properties: Mapping[str, str]

    @property
    def sha256(self) -> str:
        """What its manifest comes to; nothing where it was listed by others."""
        return self.properties.get(SHA256, "")

    @property
    def coming(self) -> str:
        """What the manifest comes to that is about to take its place."""
        return self.properties.get(COMING, "")

    def has_manifest(self, sha256: str) -> bool:
        """Return whether a manifest is the one that the list names, before a change or after it."""
        return sha256 in (self.sha256, self.coming)


class Editions:
    """The editions of a folder, the newest first; never changed, only followed by another list."""

    def __init__(self, entries: list[dict[str, Any]]) -> None:
        from mike.versions import Versions

        self._versions = Versions.from_json(entries)

    @classmethod
    def read(cls, folder: Path) -> "Editions":
        """Return the editions that a folder lists, none where it has no list."""
        path = folder / VERSIONS
        try:
            entries = json.loads(path.read_bytes())
            if not isinstance(entries, list):
                raise TypeError
            editions = cls(entries)
            if not all(_NAME.fullmatch(one.name) for one in editions):
                raise ValueError("a version that cannot be the name of a folder")
            return editions
        except FileNotFoundError:
            return cls([])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            said = f"{path}: is not a list of editions as mike writes it"
            raise PublishingError(
                said, "Put the file back from a copy, or publish elsewhere."
            ) from error

    def __iter__(self) -> Iterator[Listed]:
        for info in self._versions:
            given = info.properties if isinstance(info.properties, dict) else {}
            properties = {name: one for name, one in given.items() if isinstance(one, str)}
            yield Listed(str(info.version), str(info.title), (*sorted(info.aliases),), properties)

    def __len__(self) -> int:
        return len(self._versions)

    def find(self, name: str) -> Listed | None:
        """Return the edition of a name."""
        return next((one for one in self if one.name == name), None)

    def under(self, alias: str) -> Listed | None:
        """Return the edition that has an alias."""
        return next((one for one in self if alias in one.aliases), None)

    def is_newest(self, name: str) -> bool:
        """Return whether no listed edition comes after one, be it listed or not."""
        return next(iter(self.having(name))).name == name

    def having(
        self,
        name: str,
        title: str | None = None,
        aliases: tuple[str, ...] = (),
        properties: Mapping[str, str] | None = None,
    ) -> "Editions":
        """Return the list with an edition as given; its aliases are no other edition's any more."""
        following = Editions(self.entries())
        versions = following._versions
        try:
            info = versions.add(name, title, list(aliases), update_aliases=True)
        except ValueError as error:  # Others may have listed an edition by the name of an alias.
            raise PublishingError(f"{VERSIONS}: {error}", "Take another --alias.") from error
        if properties is not None:
            info.properties = dict(properties)
        return following

    def without(self, name: str) -> "Editions":
        """Return the list without an edition."""
        following = Editions(self.entries())
        following._versions.remove(name)
        return following

    def settled(self) -> "Editions":
        """Return the list without what is about to take the place of an edition."""
        following = Editions(self.entries())
        for info in following._versions:
            if isinstance(info.properties, dict):
                for name in (COMING, ASIDE):
                    info.properties.pop(name, None)
        return following

    def entries(self) -> list[dict[str, Any]]:
        """Return the list as JSON has it; mike keeps aliases as sets, which have no order."""
        entries: list[dict[str, Any]] = self._versions.to_json()
        return [{**entry, "aliases": sorted(entry["aliases"])} for entry in entries]

    def as_bytes(self) -> bytes:
        """Return the list as it is written, the same bytes for the same list."""
        return f"{json.dumps(self.entries(), indent=2, ensure_ascii=True)}\n".encode()
