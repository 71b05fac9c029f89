"""The list of editions, `versions.json`, in the form of mike and by mike's own module.

That module is loaded on first use: no other command should wait for it.
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
"""The manifest of the edition that is about to replace another one, for that moment only."""
ASIDE = "coming_aside"
"""The folder in .replaced/ that has the coming edition, and afterwards the replaced one."""


@dataclass(frozen=True)
class Listed:
    """An edition on the list."""

    name: str
    title: str
    aliases: tuple[str, ...]
    properties: Mapping[str, str]

    @property
    def sha256(self) -> str:
        """SHA-256 checksum of its manifest; empty if another program listed it."""
        return self.properties.get(SHA256, "")

    @property
    def coming(self) -> str:
        """SHA-256 checksum of the manifest of the edition that is about to replace it."""
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
        """Return the editions that a folder lists; none if it has no list.

        Raises:
            PublishingError: If the list cannot be read.
        """
        path = folder / VERSIONS
        try:
            entries = json.loads(path.read_bytes())
            if not isinstance(entries, list):
                raise TypeError
            editions = cls(entries)
            if not all(_NAME.fullmatch(listed.name) for listed in editions):
                raise ValueError("a version that cannot be the name of a folder")
            return editions
        except FileNotFoundError:
            return cls([])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            message = f"{path}: is not a list of editions as mike writes it"
            raise PublishingError(
                message, "Restore the file from a copy, or publish to another folder."
            ) from error

    def __iter__(self) -> Iterator[Listed]:
        for info in self._versions:
            given = info.properties if isinstance(info.properties, dict) else {}
            properties = {name: value for name, value in given.items() if isinstance(value, str)}
            yield Listed(str(info.version), str(info.title), (*sorted(info.aliases),), properties)

    def __len__(self) -> int:
        return len(self._versions)

    def find(self, name: str) -> Listed | None:
        """Return the edition of a number, if it is listed."""
        return next((listed for listed in self if listed.name == name), None)

    def under(self, alias: str) -> Listed | None:
        """Return the edition of an alias, if there is one."""
        return next((listed for listed in self if alias in listed.aliases), None)

    def is_newest(self, name: str) -> bool:
        """Return whether no listed edition has a higher number."""
        return next(iter(self.having(name))).name == name

    def having(
        self,
        name: str,
        title: str | None = None,
        aliases: tuple[str, ...] = (),
        properties: Mapping[str, str] | None = None,
    ) -> "Editions":
        """Return the list with an edition; other editions lose the aliases that it gets.

        Raises:
            PublishingError: If an alias is the number of an edition.
        """
        following = Editions(self.entries())
        versions = following._versions
        try:
            info = versions.add(name, title, list(aliases), update_aliases=True)
        except (
            ValueError
        ) as error:  # Another program may have listed an edition by the name of an alias.
            raise PublishingError(
                f"{VERSIONS}: {error}", "Choose another name with --alias."
            ) from error
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
        """Return the list as JSON; aliases are sorted, because mike keeps them as sets."""
        entries: list[dict[str, Any]] = self._versions.to_json()
        return [{**entry, "aliases": sorted(entry["aliases"])} for entry in entries]

    def as_bytes(self) -> bytes:
        """Return the content of the file, the same bytes for the same list."""
        return f"{json.dumps(self.entries(), indent=2, ensure_ascii=True)}\n".encode()
