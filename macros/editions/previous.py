"""The editions that were published before: what each said, how healthy it was, and its hash.

Reading is tolerant: what is missing or broken is a finding with its place, and the rest is read.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from .. import program
from ..diagnostics import Finding, Location, ManualError, Severity
from ..loading.bounded_files import read_bytes
from ..manual import Manual, per_manual
from . import snapshot as snapshots
from .snapshot import Snapshot

LIST = "versions.json"
DATA, HEALTH = "downloads/manual.json", "downloads/health.json"
_NAME = re.compile(r"[\w][\w.+-]*")
_RULE = "unreadable-edition"


@dataclass(frozen=True)
class PreviousEdition:
    """An edition as it was published."""

    name: str
    """Its name and that of its folder: `2.1`."""
    folder: Path
    day: date | None = None
    """The day it was published."""
    manifest_sha256: str = ""
    """What its manifest comes to."""
    audience: str = ""
    """For whom it was made: staff or auditor."""

    @cached_property
    def _data(self) -> tuple[Snapshot | None, list[Finding]]:
        raw, wrong = _bytes(self.folder / DATA, self.folder.parent)
        if wrong:
            return None, [wrong]
        return snapshots.read_snapshot(raw, (self.folder / DATA).as_posix(), self.label)

    @cached_property
    def _health(self) -> tuple[dict[str, Any], list[Finding]]:
        raw, wrong = _bytes(self.folder / HEALTH, self.folder.parent)
        if wrong:
            return {}, [wrong]
        values, wrong = snapshots.values_of(raw, (self.folder / HEALTH).as_posix())
        return values, [wrong] if wrong else []

    def file(self, path: str) -> bytes | None:
        """Return a file of its site, where it has that."""
        raw, wrong = _bytes(self.folder / path, self.folder.parent)
        return None if wrong else raw

    @property
    def label(self) -> str:
        """What it is called in a sentence."""
        return f"edition {self.name}"

    @property
    def snapshot(self) -> Snapshot | None:
        """What it said, where that can be read."""
        return self._data[0]

    @property
    def found(self) -> dict[str, int]:
        """How much was to be put right in it, by the way of failing."""
        challenges = self._health[0].get("challenges")
        counts = {
            name: one.get("count") if isinstance(one, dict) else None
            for name, one in (challenges if isinstance(challenges, dict) else {}).items()
        }
        return {name: count for name, count in counts.items() if isinstance(count, int)}

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with its files."""
        return [*self._data[1], *self._health[1]]


@dataclass(frozen=True)
class PreviousEditions:
    """The editions before the one at hand, the newest first."""

    editions: tuple[PreviousEdition, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    """What is wrong with the list of them."""

    @property
    def last(self) -> PreviousEdition | None:
        """The newest edition before this one whose data can be read."""
        return next((one for one in self.editions if one.snapshot is not None), None)


@per_manual
def previous_editions(manual: Manual) -> PreviousEditions:
    """Return the editions that were published before the one a manual is, or will be."""
    folder = folder_of(manual)
    if folder is None:
        return PreviousEditions()
    every, findings = listed_editions(folder)
    current = manual.organisation.edition if manual.organisation else ""
    named = os.environ.get("AIMS_EDITION_NAME") or os.environ.get("MIKE_DOCS_VERSION")
    editions = _before(every, named or current)
    return PreviousEditions(tuple(editions), tuple(findings))


def folder_of(manual: Manual) -> Path | None:
    """Return the folder in which editions are published: given for a build, or in the settings.

    A folder that is given but holds no edition yet is as good as none.
    """
    given = program.variable("AIMS_PUBLISHED", former="AIMS_EDITIONS")
    if given and (Path(given) / LIST).exists():
        return Path(given)
    set_, data = manual.settings.published, manual.folder
    return (data.parent / set_) if set_ and data is not None else None


def listed_editions(folder: Path) -> tuple[list[PreviousEdition], list[Finding]]:
    """Return the editions that a folder lists, the newest first, and what is wrong with it."""
    path = folder / LIST
    raw, wrong = _bytes(path, folder)
    if wrong:
        return [], [wrong]
    where = Location(path.as_posix())
    entries, wrong = snapshots.parse_snapshot(raw, path.as_posix())
    if wrong or not isinstance(entries, list):
        said = wrong.message if wrong else "is no list of editions"
        return [], [_finding(where, said, _AGAIN)]
    found: list[PreviousEdition] = []
    findings: list[Finding] = []
    for number, entry in enumerate(entries, 1):
        edition = _edition(folder, entry)
        if edition is None:
            said = f"entry {number} is no edition: it has no version that can be a folder's name"
            findings.append(_finding(where, said, _AGAIN))
        else:
            found.append(edition)
    return found, findings


_AGAIN = "Take it from a copy of the published folder, or publish again."


def _edition(folder: Path, entry: object) -> PreviousEdition | None:
    if not isinstance(entry, dict) or not isinstance(name := entry.get("version"), str):
        return None
    if not _NAME.fullmatch(name):
        return None
    given = entry.get("properties")
    properties: Mapping[str, object] = given if isinstance(given, dict) else {}
    texts = {name: one for name, one in properties.items() if isinstance(one, str)}
    return PreviousEdition(
        name,
        folder / name,
        snapshots.day_of(texts.get("day")),
        texts.get("manifest_sha256", ""),
        texts.get("audience", ""),
    )


def _before(editions: Iterable[PreviousEdition], current: str) -> list[PreviousEdition]:
    """Return the editions before one: those below it in the list, else those of lower number."""
    every = list(editions)
    names = [one.name for one in every]
    if current in names:
        return every[names.index(current) + 1 :]
    number = number_of(current)
    return [one for one in every if not number or number_of(one.name) < number]


def number_of(version: str) -> list[int]:
    """Return a version as numbers that can be compared: 2.0 is 2, and less than 2.0.1."""
    if not re.fullmatch(r"\d{1,9}(\.\d{1,9})*", version):
        return []
    parts = [int(part) for part in version.split(".")]
    while parts and not parts[-1]:
        parts.pop()
    return parts


def _bytes(path: Path, published: Path) -> tuple[bytes, Finding | None]:
    """Return what is in a file of a published folder, or why that cannot be read."""
    try:
        return read_bytes(path, snapshots.MAX_BYTES, within=published), None
    except ManualError as error:
        found = error.findings[0]
        return b"", _finding(found.where, found.message, _AGAIN)


def _finding(where: Location, said: str, hint: str) -> Finding:
    return Finding(where, said, hint, Severity.WARNING, _RULE)
