"""Previous editions: their data, health and checksums.

Reading is tolerant: a missing or broken file is a finding, and the rest is read.
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
    """A published edition."""

    name: str
    """The name of the edition and of its folder: `2.1`."""
    folder: Path
    day: date | None = None
    """The day of publication."""
    manifest_sha256: str = ""
    """The SHA-256 checksum of its manifest."""
    audience: str = ""
    """`staff` or `auditor`."""

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
        """Return a file of its site, or None if it does not have one."""
        raw, wrong = _bytes(self.folder / path, self.folder.parent)
        return None if wrong else raw

    @property
    def label(self) -> str:
        """The label in a sentence: `edition 2.1`."""
        return f"edition {self.name}"

    @property
    def snapshot(self) -> Snapshot | None:
        """Its data, or None if it cannot be read."""
        return self._data[0]

    @property
    def found(self) -> dict[str, int]:
        """The number of open findings by category."""
        challenges = self._health[0].get("challenges")
        counts = {
            name: challenge.get("count") if isinstance(challenge, dict) else None
            for name, challenge in (challenges if isinstance(challenges, dict) else {}).items()
        }
        return {name: count for name, count in counts.items() if isinstance(count, int)}

    @property
    def findings(self) -> list[Finding]:
        """Errors in its files."""
        return [*self._data[1], *self._health[1]]


@dataclass(frozen=True)
class PreviousEditions:
    """The editions before the current one, the newest first."""

    editions: tuple[PreviousEdition, ...] = ()
    findings: tuple[Finding, ...] = field(default=())
    """Errors in the list of editions."""

    @property
    def last(self) -> PreviousEdition | None:
        """The newest previous edition whose data can be read."""
        return next((edition for edition in self.editions if edition.snapshot is not None), None)


@per_manual
def previous_editions(manual: Manual) -> PreviousEditions:
    """Return the editions that were published before the edition of a manual."""
    folder = folder_of(manual)
    if folder is None:
        return PreviousEditions()
    every, findings = listed_editions(folder)
    current = manual.organisation.edition if manual.organisation else ""
    named = os.environ.get("AIMS_EDITION_NAME") or os.environ.get("MIKE_DOCS_VERSION")
    editions = _before(every, named or current)
    return PreviousEditions(tuple(editions), tuple(findings))


def folder_of(manual: Manual) -> Path | None:
    """Return the folder of published editions: from the environment, or from the settings.

    A folder from the environment without a list of editions is ignored.
    """
    given = program.variable("AIMS_PUBLISHED", former="AIMS_EDITIONS")
    if given and (Path(given) / LIST).exists():
        return Path(given)
    set_, data = manual.settings.published, manual.folder
    return (data.parent / set_) if set_ and data is not None else None


def listed_editions(folder: Path) -> tuple[list[PreviousEdition], list[Finding]]:
    """Return the editions in the list of a folder, the newest first, and the errors in the list."""
    path = folder / LIST
    raw, wrong = _bytes(path, folder)
    if wrong:
        return [], [wrong]
    where = Location(path.as_posix())
    entries, wrong = snapshots.parse_snapshot(raw, path.as_posix())
    if wrong or not isinstance(entries, list):
        message = wrong.message if wrong else f"{LIST} is not a list of editions"
        return [], [_finding(where, message, _AGAIN)]
    found: list[PreviousEdition] = []
    findings: list[Finding] = []
    for number, entry in enumerate(entries, 1):
        edition = _edition(folder, entry)
        if edition is None:
            message = (
                f"entry {number} is not an edition: its version cannot be the name of a folder"
            )
            findings.append(_finding(where, message, _AGAIN))
        else:
            found.append(edition)
    return found, findings


_AGAIN = "Restore it from a copy of the published folder, or publish again."


def _edition(folder: Path, entry: object) -> PreviousEdition | None:
    if not isinstance(entry, dict) or not isinstance(name := entry.get("version"), str):
        return None
    if not _NAME.fullmatch(name):
        return None
    given = entry.get("properties")
    properties: Mapping[str, object] = given if isinstance(given, dict) else {}
    texts = {name: value for name, value in properties.items() if isinstance(value, str)}
    return PreviousEdition(
        name,
        folder / name,
        snapshots.day_of(texts.get("day")),
        texts.get("manifest_sha256", ""),
        texts.get("audience", ""),
    )


def _before(editions: Iterable[PreviousEdition], current: str) -> list[PreviousEdition]:
    """Return the editions before `current`: those below it in the list, or with lower numbers."""
    every = list(editions)
    names = [edition.name for edition in every]
    if current in names:
        return every[names.index(current) + 1 :]
    number = number_of(current)
    return [edition for edition in every if not number or number_of(edition.name) < number]


def number_of(version: str) -> list[int]:
    """Return a version as numbers to compare: 2.0 equals 2 and is lower than 2.0.1.

    The list is empty if the version is not made of numbers."""
    if not re.fullmatch(r"\d{1,9}(\.\d{1,9})*", version):
        return []
    parts = [int(part) for part in version.split(".")]
    while parts and not parts[-1]:
        parts.pop()
    return parts


def _bytes(path: Path, published: Path) -> tuple[bytes, Finding | None]:
    """Return the content of a file in a published folder, or a finding if it cannot be read."""
    try:
        return read_bytes(path, snapshots.MAX_BYTES, within=published), None
    except ManualError as error:
        found = error.findings[0]
        return b"", _finding(found.where, found.message, _AGAIN)


def _finding(where: Location, message: str, hint: str) -> Finding:
    return Finding(where, message, hint, Severity.WARNING, _RULE)
