"""Receipts as they come in: a file from an onboarding page, a CSV or XLSX from a form tool."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from ..diagnostics import INVISIBLE, Finding, Location, ManualError, Severity, quote_excerpt
from .acknowledgement_headings import FIELDS, NEEDED, fields_of, is_from_microsoft
from .acknowledgement_times import is_day_first
from .acknowledgement_workbooks import read_cells
from .bounded_files import read_bytes

_DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(r'"?sep=(.)"?[\r\n]*', re.IGNORECASE)
_YEARS = range(2000, 2100)
"""In these years a number in a column of days is a day, as a workbook counts them."""
_NEED = f"The first row names the columns: {', '.join(FIELDS)}. Required: {', '.join(NEEDED)}."


@dataclass(frozen=True)
class ReceivedAcknowledgement:
    """One receipt, and where it stood."""

    where: Location
    values: dict[str, str]
    number: int
    """How many receipts of the file come before it, and one."""
    month_first: bool = False
    """Whether days that are numbers between slashes have the month first."""
    ignored: tuple[str, ...] = ()
    """Names of fields that no receipt has."""
    wrong: str = ""
    """Why it is not a receipt, if it is not."""


def read_acknowledgements(path: Path) -> list[ReceivedAcknowledgement]:
    """Return the receipts in a file, each with its line or row.

    Raises:
        ManualError: If the file cannot be read or holds no receipt.
    """
    readers = {".json": _of_json, ".csv": _of_csv, ".tsv": _of_csv, ".xlsx": _of_xlsx}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        hint = f"Receipts come as {', '.join(readers)}."
        raise _unreadable(path, "is not a file of receipts", hint)
    raw = read_bytes(path)
    if not raw.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise _unreadable(path, "is empty", "Export the list again.")
    found = list(reader(path, raw))
    if not found:
        raise _unreadable(path, "has no receipt", "Export the list again.")
    return found


def _of_json(path: Path, raw: bytes) -> Iterator[ReceivedAcknowledgement]:
    try:
        content = json.loads(_decoded(raw))
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        said = "is not a receipt: it is not complete JSON"
        raise _unreadable(path, said, "Ask for the file again.", line) from error
    several = content if isinstance(content, list) else [content]
    for number, one in enumerate(several, 1):
        if not isinstance(one, dict):
            said = f"is not a receipt: item {number} is not a group of fields"
            raise _unreadable(path, said, "Ask for the file again.")
        where = Location(str(path), _line(raw, number, len(several)))
        given = {name: value for name, value in one.items() if value is not None}
        values = {name: _text(given[name]) for name in FIELDS if _is_plain(given.get(name))}
        ignored = tuple(name for name in given if name not in FIELDS)
        wrong = next((name for name in FIELDS if name in given and name not in values), "")
        yield ReceivedAcknowledgement(
            where, values, number, False, ignored, f"{wrong} is not a text" if wrong else ""
        )


def _is_plain(value: Any) -> bool:
    """Return whether a value of JSON is a text or a number that a receipt can hold."""
    if isinstance(value, str):
        return not INVISIBLE.search(value.translate({9: 32, 10: 32, 13: 32}))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _line(raw: bytes, number: int, several: int) -> int:
    """Return the line of an item, if each is on one of its own."""
    return number + 1 if raw.count(b"\n") == several + 2 else 1


def _decoded(raw: bytes) -> str:
    """Return a text as the tools of Windows, macOS and Linux write one."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    if b"\0" in raw[:2]:  # UTF-16 without a mark: every second byte of the heads is zero.
        return raw.decode("utf-16-be" if raw[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _of_csv(path: Path, raw: bytes) -> Iterator[ReceivedAcknowledgement]:
    text = _decoded(raw)
    if "\0" in text:
        raise _unreadable(path, "is not CSV", "Export the list as CSV.")
    first, given = 1, ""
    if found := _SEPARATOR.match(text):
        given, first, text = found[1], 2, text[found.end() :]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=given or _delimiter(text))
    rows = csv.reader(io.StringIO(text, newline=""), rows.dialect, strict=True)
    try:
        yield from _rows(path, _numbered(rows, first))
    except csv.Error as error:
        hint = "Look for a quote that is not closed, or for text outside of quotes."
        said = "cannot be read as CSV"
        raise _unreadable(path, said, hint, rows.line_num + first - 1) from error


def _numbered(rows: Any, first: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line on which it begins: a cell can have several."""
    line = first
    for row in rows:
        yield line, row
        line = rows.line_num + first


def _delimiter(text: str) -> str:
    """Return what separates the cells: with it, the heads are those of a receipt."""

    def fit(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            heads = next((row for row in rows if any(cell.strip() for cell in row)), [])
        except csv.Error:
            heads = []
        return sum(bool(field) for field in fields_of(heads)), len(heads)

    return max(_DELIMITERS, key=fit)


def _of_xlsx(path: Path, raw: bytes) -> Iterator[ReceivedAcknowledgement]:
    try:
        rows, epoch = read_cells(raw)
    except ValueError as error:
        hint = "Save the list as .xlsx or .csv, with nothing else in the file."
        raise _unreadable(path, str(error), hint) from error
    yield from _rows(path, enumerate(rows, 1), epoch)


def _rows(
    path: Path, rows: Iterable[tuple[int, list[Any]]], epoch: date = date.max
) -> Iterator[ReceivedAcknowledgement]:
    """Yield the receipts below a row of heads; columns of other names are left alone."""
    filled = [(line, row) for line, row in rows if any(_text(cell) for cell in row)]
    if not filled:
        return
    line, first = filled[0]
    heads = [_text(cell) for cell in first]
    fields = fields_of(heads)
    missing = [name for name in NEEDED if name not in fields]
    if missing:
        raise _unreadable(path, f"has no column called {quote_excerpt(missing[0])}", _NEED, line)
    on = fields.index("on")
    moments = [_text(row[on]) for _, row in filled[1:] if len(row) > on]
    # Saved again in another country, the days of that tool have the day first.
    month_first = is_from_microsoft(heads) and not any(map(is_day_first, moments))
    for number, (line, row) in enumerate(filled[1:], 1):
        pairs = zip(fields, row, strict=False)
        values = {
            name: _day(cell, epoch) if name == "on" else _text(cell) for name, cell in pairs if name
        }
        kept = {name: value for name, value in values.items() if value}
        yield ReceivedAcknowledgement(Location(str(path), line), kept, number, month_first)


def _day(cell: Any, epoch: date) -> str:
    """Return a cell of a column of days as text; a number counts the days of the workbook."""
    if isinstance(cell, int | float):
        try:
            day = epoch + timedelta(days=int(cell))
        except OverflowError:
            return _text(cell)
        if day.year in _YEARS:
            return day.isoformat()
    return _text(cell)


def _text(value: Any) -> str:
    """Return a cell as text; of a moment, its day."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else " ".join(str(value).split())


def _unreadable(path: Path, said: str, hint: str, line: int = 1) -> ManualError:
    where = Location(str(path), line)
    return ManualError([Finding(where, f"{path.name} {said}", hint, Severity.ERROR)])
