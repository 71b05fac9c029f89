"""Sorts received acknowledgements: valid, waiting for a person, or left out."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from .. import checks
from ..diagnostics import Finding, Location, Severity
from ..loading.acknowledgement_files import ReceivedAcknowledgement
from ..loading.files import SourceText, is_left_alone
from ..loading.records import load, with_text
from ..manual import Manual
from ..manual.names import same_name
from ..manual.newcomers import propose
from ..manual.receipts import ResolvedReceipt, resolve
from ..model._types import days_after
from ..model.acknowledgement import Acknowledgement
from ..model.person import Person
from ._writing import put

_ROUNDS = 10
"""How often the remaining acknowledgements are checked again without the invalid ones."""


@dataclass(frozen=True)
class _Row:
    """An acknowledgement to be imported."""

    given: ReceivedAcknowledgement
    values: dict[str, str]
    reading: tuple[str, ...]
    """Who read which version of which record: those with the same reading are duplicates."""
    is_newcomer: bool


@dataclass(frozen=True)
class SortedOut:
    """The acknowledgements of a file."""

    valid: list[dict[str, str]]
    waiting: list[dict[str, str]]
    """Those of people whom the manual does not have; they are valid once the person is added."""
    invalid: list[dict[str, str]]
    findings: list[Finding]
    left_out: int


def sort_out(data: Path, path: Path, received: list[ReceivedAcknowledgement]) -> SortedOut:
    """Return the acknowledgements of a file, with findings about those that are invalid."""
    manual = Manual.load(data)
    found: list[Finding] = []
    rows: list[_Row] = []
    there = {
        _reading(manual, known.model_dump()): manual.locate(known)
        for known in manual.all(Acknowledgement)
    }
    for given in received:
        ready = resolve(manual, given)
        if given.ignored:
            found.append(_ignored(given.where, given.ignored))
        reading = _reading(manual, ready.values)
        if wrong := _wrong(manual, given, ready):
            found.append(wrong)
        elif reading in there:
            known = there[reading]
            message = f"is a duplicate of {known.path}:{known.line}"
            found.append(Finding(given.where, message, "Nothing to do: it was imported before."))
        else:
            rows.append(_Row(given, ready.values, reading, ready.is_newcomer))
    given_rows = rows
    rows = _judged_in_rounds(manual, data, rows, found)
    found += _repeats(path, rows)
    firsts = _first_of_each(rows)
    kept = {row.given.number for row in rows}
    return SortedOut(
        [row.values for row in firsts if not row.is_newcomer],
        [row.values for row in firsts if row.is_newcomer],
        [row.values for row in given_rows if row.given.number not in kept],
        found,
        len(received) - len(firsts),
    )


def of_newcomers(
    manual: Manual, received: Iterable[ReceivedAcknowledgement]
) -> list[dict[str, str]]:
    """Return the acknowledgements of people whom the manual does not have."""
    ready = (resolve(manual, given) for given in received)
    return [each.values for each in ready if each.is_newcomer and not each.wrong]


def _wrong(
    manual: Manual, given: ReceivedAcknowledgement, ready: ResolvedReceipt
) -> Finding | None:
    """Return the finding about an acknowledgement that is not checked further, or None."""
    if ready.wrong:
        return Finding(given.where, ready.wrong, ready.hint)
    # A reader may be a day ahead of this machine.
    last = days_after(max(manual.day, date.today()), 1)
    if ready.values.get("on", "") > last.isoformat() and _is_day(ready.values["on"]):
        message = f"was given on {ready.values['on']}, which is in the future"
        return Finding(
            given.where, message, "Correct the date, or ask the reader to send it again."
        )
    return None


def _is_day(written: str) -> bool:
    try:
        return bool(date.fromisoformat(written))
    except ValueError:
        return False


def _judged_in_rounds(
    manual: Manual, data: Path, rows: list[_Row], found: list[Finding]
) -> list[_Row]:
    """Return the valid acknowledgements, and add the findings about the others."""
    refused: set[tuple[str, ...]] = set()
    # An unreadable one keeps some rules from being run on the rest: check again without it.
    for _ in range(_ROUNDS):
        firsts = _first_of_each(rows)
        if not (wrong := _judged(manual, data, firsts)):
            return rows
        found += [replace(finding, where=firsts[number].given.where) for number, finding in wrong]
        bad = {firsts[number].given.number for number, _ in wrong}
        refused |= {row.reading for row in rows if row.given.number in bad}
        rows = [row for row in rows if row.given.number not in bad]
    again = [row for row in rows if row.reading in refused]
    message = "is a duplicate of one that was left out"
    found += [Finding(row.given.where, message, "Correct that one first.") for row in again]
    return [row for row in rows if row.reading not in refused]


def _reading(manual: Manual, values: dict[str, Any]) -> tuple[str, ...]:
    names = (values.get("person", ""), values.get("record", ""))
    keys = [record.key if (record := manual.find(name)) else same_name(name) for name in names]
    return (*keys, values.get("version", ""))


def _first_of_each(rows: list[_Row]) -> list[_Row]:
    """Return the first acknowledgement of each reading."""
    first: dict[tuple[str, ...], _Row] = {}
    for row in rows:
        first.setdefault(row.reading, row)
    return [*first.values()]


def _repeats(path: Path, rows: list[_Row]) -> Iterator[Finding]:
    """Yield a finding for each acknowledgement that duplicates an earlier one of the file."""
    first = {row.reading: row.given for row in _first_of_each(rows)}
    for row in rows:
        earlier = first[row.reading]
        if earlier.number == row.given.number:
            continue
        same_line = earlier.where == row.given.where
        place = f"item {earlier.number}" if same_line else f"line {earlier.where.line}"
        message = f"is a duplicate of {place} of {path.name}"
        yield Finding(row.given.where, message, "Delete one of the two.")


def _ignored(where: Location, names: Iterable[str]) -> Finding:
    message = f"unknown fields were ignored: {', '.join(names)}"
    hint = "Check where the file comes from: the pages do not write these fields."
    return Finding(where, message, hint, Severity.WARNING)


def _judged(manual: Manual, data: Path, rows: list[_Row]) -> list[tuple[int, Finding]]:
    """Return the findings that acknowledgements would cause in the data, by their numbers.

    The people who are not in the manual are added for it.
    """
    if not rows:
        return []
    loaded = load(data)
    people = propose(manual, (row.values for row in rows if row.is_newcomer))
    for newcomer in people:
        person = f"{Person.folder}/{newcomer.id}.yaml"
        loaded = with_text(loaded, SourceText(person, Person.folder, newcomer.written()))
    shown = (data / Acknowledgement.folder / "received.json").as_posix()
    text = SourceText(shown, Acknowledgement.folder, written([row.values for row in rows]))
    findings = checks.run(Manual(with_text(loaded, text)))
    return [
        (max(0, finding.where.line - 2), finding)
        for finding in findings
        if finding.where.path == shown and finding.severity != Severity.NOTICE
    ]


def written(rows: Iterable[dict[str, str]]) -> str:
    """Return acknowledgements as JSON, one on each line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"


def write(folder: Path, stem: str, content: str) -> Path:
    """Write a new file in a folder and return its path; no existing file is changed."""
    # The name comes from outside too: only characters of a plain file name are kept.
    plain = " ".join(re.sub(r"[^\w.\-()]+", " ", stem).split())[:100].strip(" .-")
    # The loader would not read a file of such a name.
    stem = plain if plain and not is_left_alone(f"{stem}.json") else "receipts"
    path = next(path for path in _names(folder, stem) if not path.exists())
    put(path, content.encode())
    return path


def _names(folder: Path, stem: str) -> Iterator[Path]:
    yield folder / f"{stem}.json"
    number = 2
    while True:
        yield folder / f"{stem}-{number}.json"
        number += 1
