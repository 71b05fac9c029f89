"""Receipts as they come in: a file from an onboarding page, a CSV or XLSX from a form tool."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from .findings import Finding, Location, ManualError, quoted

FIELDS = ("person", "role", "record", "version", "fingerprint", "on", "checksum")
_OTHER_WORDS = {
    "name": "person",
    "your name": "person",
    "who": "person",
    "email": "person",
    "e-mail": "person",
    "address": "person",
    "document": "record",
    "policy": "record",
    "procedure": "record",
    "read": "record",
    "hash": "fingerprint",
    "date": "on",
    "day": "on",
    "timestamp": "on",
    "completion time": "on",
}
_NEEDED = ("person", "record", "version", "on")


@dataclass(frozen=True)
class Received:
    """One receipt, and where it stood."""

    where: Location
    values: dict[str, str]


def received(path: Path) -> list[Received]:
    """Return the receipts in a file, each with its line or row."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, f"cannot be read: {(error.strerror or '').lower()}") from error
    readers = {".json": _of_json, ".csv": _of_csv, ".xlsx": _of_xlsx}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        hint = f"Receipts come as {', '.join(readers)}."
        raise _unreadable(path, "is of no kind that receipts come in", hint)
    return list(reader(path, raw))


def _of_json(path: Path, raw: bytes) -> Iterator[Received]:
    try:
        content = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise _unreadable(path, "is no receipt: it is not whole", line=line) from error
    several = content if isinstance(content, list) else [content]
    for number, one in enumerate(several, 1):
        if not isinstance(one, dict):
            raise _unreadable(path, f"is no receipt: item {number} is no group of fields")
        values = {str(name): _text(value) for name, value in one.items() if value is not None}
        yield Received(Location(str(path), _line(raw, number, len(several))), values)


def _line(raw: bytes, number: int, several: int) -> int:
    """Return the line of an item, where each stands on one of its own."""
    return number + 1 if raw.count(b"\n") == several + 2 else 1


def _of_csv(path: Path, raw: bytes) -> Iterator[Received]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        yield from _rows(path, rows)
    except csv.Error as error:
        hint = "Look for a quote that is not closed."
        raise _unreadable(path, "cannot be read as CSV", hint, rows.line_num) from error


def _of_xlsx(path: Path, raw: bytes) -> Iterator[Received]:
    from openpyxl import load_workbook  # a fifth of a second that no other command needs

    try:
        sheet = load_workbook(io.BytesIO(raw), read_only=True, data_only=True).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True))
    except Exception as error:  # openpyxl lets through whatever its parsers raise on a broken file.
        raise _unreadable(path, "is no workbook") from error
    yield from _rows(path, rows)


def _rows(path: Path, rows: Iterable[Iterable[Any]]) -> Iterator[Received]:
    """Yield the receipts below a row of heads; columns of other names are left alone."""
    fields: list[str] = []
    for number, row in enumerate(rows, 1):
        cells = [_text(cell) for cell in row]
        if not any(cells):
            continue
        if not fields:
            fields = _fields(path, number, cells)
            continue
        values = {name: cell for name, cell in zip(fields, cells, strict=False) if name and cell}
        yield Received(Location(str(path), number), values)


def _fields(path: Path, number: int, heads: list[str]) -> list[str]:
    """Return which field each column holds, the first one of a name."""
    fields: list[str] = []
    for head in heads:
        word = " ".join(head.casefold().split())
        name = word if word in FIELDS else _OTHER_WORDS.get(word, "")
        fields.append("" if name in fields else name)
    missing = [name for name in _NEEDED if name not in fields]
    if missing:
        said = f"has no column called {quoted(missing[0])}"
        hint = f"The first row names the columns: {', '.join(FIELDS)}; the first, third, fourth "
        raise _unreadable(path, said, hint + "and sixth are needed.", number)
    return fields


def _text(value: Any) -> str:
    """Return a cell as text; of a moment, its day."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else " ".join(str(value).split())


def _unreadable(path: Path, said: str, hint: str = "", line: int = 1) -> ManualError:
    return ManualError([Finding(Location(str(path), line), f"{path.name} {said}", hint)])
