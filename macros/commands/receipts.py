import argparse
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .. import checks
from ..diagnostics import Finding, Location, ManualError, Severity, escape_control
from ..loading.acknowledgement_files import ReceivedAcknowledgement, read_acknowledgements
from ..loading.files import SourceText, is_left_alone
from ..loading.records import load, with_text
from ..manual import Manual
from ..manual.receipts import resolve
from ..model.acknowledgement import Acknowledgement
from ._parser import add_data
from ._writing import put

NAME = "receipts"
_ROUNDS = 10
"""How often the remaining receipts are checked again without the invalid ones."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "action", choices=["import"], metavar="ACTION", help="import: add receipts to the data"
    )
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="receipts as JSON, CSV or XLSX"
    )
    add_data(parser)


def run(options: argparse.Namespace) -> int:
    """Import receipts of acknowledgements; report the invalid ones and leave them out."""
    findings: list[Finding] = []
    imported = left_out = 0
    for path in options.files:
        try:
            kept, problems, left = sound(options.data, path)
        except ManualError as error:
            findings += error.findings
            left_out += 1
            continue
        findings += problems
        imported += len(kept)
        left_out += left
        if kept:
            new = _write(options.data / Acknowledgement.folder, path.stem, written(kept))
            options.terminal.result(escape_control(f"Created {new}."))
    options.terminal.problems(sorted(findings, key=lambda finding: finding.order))
    options.terminal.result(f"{imported} imported, {left_out} left out.")
    return int(bool(left_out))


@dataclass(frozen=True)
class _Row:
    """A receipt to be imported."""

    given: ReceivedAcknowledgement
    values: dict[str, str]
    reading: tuple[str, ...]
    """Who read which version of which record: receipts with the same reading are duplicates."""


def sound(data: Path, path: Path) -> tuple[list[dict[str, str]], list[Finding], int]:
    """Return the valid receipts of a file, the findings, and how many were left out.

    Raises:
        ManualError: If the file cannot be read.
    """
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
            message = f"is a duplicate of {known.path}:{known.line}"
            found.append(Finding(one.where, message, "Nothing to do: it was imported before."))
        else:
            rows.append(_Row(one, ready.values, reading))
    rows = _judged_in_rounds(data, rows, found)
    found += _repeats(path, rows)
    kept = [row.values for row in _first_of_each(rows)]
    return kept, found, len(several) - len(kept)


def _judged_in_rounds(data: Path, rows: list[_Row], found: list[Finding]) -> list[_Row]:
    """Return the valid receipts, and add the findings about the others."""
    refused: set[tuple[str, ...]] = set()
    # An unreadable receipt keeps some rules from being run on the rest: check again without it.
    for _ in range(_ROUNDS):
        firsts = _first_of_each(rows)
        if not (wrong := _judged(data, [row.values for row in firsts])):
            return rows
        found += [replace(one, where=firsts[number].given.where) for number, one in wrong]
        bad = {firsts[number].given.number for number, _ in wrong}
        refused |= {row.reading for row in rows if row.given.number in bad}
        rows = [row for row in rows if row.given.number not in bad]
    again = [row for row in rows if row.reading in refused]
    message = "is a duplicate of a receipt that was left out"
    found += [Finding(row.given.where, message, "Correct that one first.") for row in again]
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
    """Yield a finding for each receipt that duplicates an earlier one of the file."""
    first = {row.reading: row.given for row in _first_of_each(rows)}
    for row in rows:
        earlier = first[row.reading]
        if earlier.number == row.given.number:
            continue
        same_line = earlier.where == row.given.where
        place = f"receipt {earlier.number}" if same_line else f"line {earlier.where.line}"
        message = f"is a duplicate of {place} of {path.name}"
        yield Finding(row.given.where, message, "Delete one of the two.")


def _ignored(where: Location, names: Iterable[str]) -> Finding:
    message = f"unknown fields were ignored: {', '.join(names)}"
    hint = "Check where the file comes from: the pages do not write these fields."
    return Finding(where, message, hint, Severity.WARNING)


def _judged(data: Path, rows: list[dict[str, str]]) -> list[tuple[int, Finding]]:
    """Return the findings that receipts would cause in the data, by the numbers of the receipts."""
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
    """Return receipts as JSON, one on each line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n"


def _write(folder: Path, stem: str, content: str) -> Path:
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
