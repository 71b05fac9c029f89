import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .. import checks
from ..diagnostics import Finding, Location, ManualError, Severity, escape_control
from ..loading.acknowledgement_files import ReceivedAcknowledgement, read_acknowledgements
from ..loading.files import SourceText, is_left_alone
from ..loading.project import data_folder
from ..loading.records import load, with_text
from ..manual import Manual
from ..manual.receipts import resolve
from ..model.acknowledgement import Acknowledgement
from ._writing import put

NAME = "receipts"
_ROUNDS = 10
"""How often the rest is judged again without what was wrong."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("action", choices=["import"], help="take receipts over into the data")
    parser.add_argument("files", nargs="+", type=Path, help="JSON receipts, CSV or XLSX")
    parser.add_argument("--data", type=Path, default=data_folder(), help="the data folder")


def run(options: argparse.Namespace) -> int:
    """Take receipts of what was read over into the data, those left out that are not sound."""
    told: list[Finding] = []
    taken = left_out = 0
    for path in options.files:
        try:
            kept, findings, left = sound(options.data, path)
        except ManualError as error:
            told += error.findings
            left_out += 1
            continue
        told += findings
        taken += len(kept)
        left_out += left
        if kept:
            _write(options.data / Acknowledgement.folder, path.stem, written(kept))
    for finding in sorted(told, key=lambda one: one.order):
        print(finding, file=sys.stderr)
    print(f"{taken} taken over, {left_out} left out.")
    return int(bool(left_out))


@dataclass(frozen=True)
class _Row:
    """A receipt on its way into the data."""

    given: ReceivedAcknowledgement
    values: dict[str, str]
    reading: tuple[str, ...]
    """Who read which version of what: two receipts of the same say the same."""


def sound(data: Path, path: Path) -> tuple[list[dict[str, str]], list[Finding], int]:
    """Return the receipts of a file that are in order, the findings, and how many were left out."""
    manual = Manual.load(data)
    found: list[Finding] = []
    rows: list[_Row] = []
    there = {
        _reading(manual, one.model_dump()): manual.locate(one)
        for one in manual.all(Acknowledgement)
    }
    several = read_acknowledgements(path)
    for one in several:
        ready = resolve(manual, one)
        if one.ignored:
            found.append(_ignored(one.where, one.ignored))
        reading = _reading(manual, ready.values)
        if ready.wrong:
            found.append(Finding(one.where, ready.wrong, ready.hint))
        elif reading in there:
            known = there[reading]
            said = f"says again what {known.path}:{known.line} says"
            found.append(Finding(one.where, said, "Nothing to do: it was taken over before."))
        else:
            rows.append(_Row(one, ready.values, reading))
    rows = _judged_in_rounds(data, rows, found)
    found += _repeats(path, rows)
    kept = [row.values for row in _first_of_each(rows)]
    return kept, found, len(several) - len(kept)


def _judged_in_rounds(data: Path, rows: list[_Row], found: list[Finding]) -> list[_Row]:
    """Return the receipts that are in order, after the findings about the others were added."""
    refused: set[tuple[str, ...]] = set()
    # What cannot be read keeps some checks from being made of the rest: so once more without it.
    for _ in range(_ROUNDS):
        firsts = _first_of_each(rows)
        if not (wrong := _judged(data, [row.values for row in firsts])):
            return rows
        found += [replace(one, where=firsts[number].given.where) for number, one in wrong]
        bad = {firsts[number].given.number for number, _ in wrong}
        refused |= {row.reading for row in rows if row.given.number in bad}
        rows = [row for row in rows if row.given.number not in bad]
    again = [row for row in rows if row.reading in refused]
    said = "says again what was left out above"
    found += [Finding(row.given.where, said, "Correct the first one.") for row in again]
    return [row for row in rows if row.reading not in refused]


def _reading(manual: Manual, values: dict[str, Any]) -> tuple[str, ...]:
    names = (values.get("person", ""), values.get("record", ""))
    keys = [one.key if (one := manual.find(name)) else name for name in names]
    return (*keys, values.get("version", ""))


def _first_of_each(rows: list[_Row]) -> list[_Row]:
    """Return the first receipt of each reading."""
    first: dict[tuple[str, ...], _Row] = {}
    for row in rows:
        first.setdefault(row.reading, row)
    return [*first.values()]


def _repeats(path: Path, rows: list[_Row]) -> Iterator[Finding]:
    """Yield a finding for each receipt that says again what an earlier one of the file says."""
    first = {row.reading: row.given for row in _first_of_each(rows)}
    for row in rows:
        earlier = first[row.reading]
        if earlier.number == row.given.number:
            continue
        same_line = earlier.where == row.given.where
        place = f"receipt {earlier.number}" if same_line else f"line {earlier.where.line}"
        said = f"says again what {place} of {path.name} says"
        yield Finding(row.given.where, said, "Delete one of the two.")


def _ignored(where: Location, names: Iterable[str]) -> Finding:
    said = f"fields that are not of a receipt were left out: {', '.join(names)}"
    return Finding(
        where, said, "Look at the file: a reader's page does not write them.", Severity.WARNING
    )


def _judged(data: Path, rows: list[dict[str, str]]) -> list[tuple[int, Finding]]:
    """Return what would be wrong with receipts if they stood in the data, by their numbers."""
    if not rows:
        return []
    shown = (data / Acknowledgement.folder / "received.json").as_posix()
    text = SourceText(shown, Acknowledgement.folder, written(rows))
    findings = checks.run(Manual(with_text(load(data), text)))
    return [
        (max(0, one.where.line - 2), one)
        for one in findings
        if one.where.path == shown and one.severity != Severity.NOTICE
    ]


def written(rows: Iterable[dict[str, str]]) -> str:
    """Return receipts as a file, one a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"


def _write(folder: Path, stem: str, content: str) -> None:
    """Write a file beside those that are there; one of the same name stays as it is."""
    # The name comes from outside as well: only what a name of a record may hold is kept.
    plain = " ".join(re.sub(r"[^\w.\-()]+", " ", stem).split())[:100].strip(" .-")
    # Under such a name nobody would read it.
    stem = plain if plain and not is_left_alone(f"{stem}.json") else "receipts"
    path = next(path for path in _names(folder, stem) if not path.exists())
    put(path, content.encode())
    print(f"{escape_control(str(path))} is new.")


def _names(folder: Path, stem: str) -> Iterator[Path]:
    yield folder / f"{stem}.json"
    number = 2
    while True:
        yield folder / f"{stem}-{number}.json"
        number += 1
