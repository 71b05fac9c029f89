"""Reads acknowledgements: JSON, texts and mails of onboarding pages, CSV and XLSX of form tools."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from ..diagnostics import INVISIBLE, Finding, Location, ManualError, Severity, quote_excerpt
from .acknowledgement_headings import FIELDS, NEEDED, fields_of, is_from_microsoft
from .acknowledgement_texts import read_mail, read_text
from .acknowledgement_times import is_day_first
from .acknowledgement_workbooks import read_cells
from .bounded_files import read_bytes

_DELIMITERS = ",;\t|"
_SEPARATOR = re.compile(r'"?sep=(.)"?[\r\n]*', re.IGNORECASE)
_YEARS = range(2000, 2100)
"""A number in a date column is a date if it falls into these years."""
_NEED = f"The first row names the columns: {', '.join(FIELDS)}. Required: {', '.join(NEEDED)}."


@dataclass(frozen=True)
class ReceivedAcknowledgement:
    """An acknowledgement, with its place in a file."""

    where: Location
    values: dict[str, str]
    number: int
    """Its number in the file, from 1."""
    month_first: bool = False
    """Whether dates such as 3/4/2026 have the month first."""
    ignored: tuple[str, ...] = ()
    """Names of unknown fields."""
    wrong: str = ""
    """Why it is not valid; empty for a valid one."""


def read_acknowledgements(path: Path) -> list[ReceivedAcknowledgement]:
    """Return the acknowledgements in a file, each with its line or row.

    Raises:
        ManualError: If the file cannot be read or has no acknowledgement.
    """
    readers = {
        ".json": _of_json,
        ".jsonl": _of_json,
        ".txt": _of_text,
        ".eml": _of_mail,
        ".csv": _of_csv,
        ".tsv": _of_csv,
        ".xlsx": _of_xlsx,
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        hint = f"Use a file that ends in {', '.join(readers)}."
        raise _unreadable(path, "is not a file of acknowledgements", hint)
    raw = read_bytes(path)
    if not raw.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise _unreadable(path, "is empty", "Export the list again.")
    found = list(reader(path, raw))
    if not found:
        hint = "Export the list again, or ask the reader to send it again."
        raise _unreadable(path, "has no acknowledgement", hint)
    return found


def _of_json(path: Path, raw: bytes) -> Iterator[ReceivedAcknowledgement]:
    several = _items(path, _decode(raw))
    # Each item has its own line, between the lines of the brackets.
    has_lines = raw.count(b"\n") == len(several) + 2
    for number, item in enumerate(several, 1):
        if not isinstance(item, dict):
            message = f"is not an acknowledgement: item {number} is not a group of fields"
            raise _unreadable(path, message, "Ask the sender for the file again.")
        where = Location(str(path), number + 1 if has_lines else 1)
        given = {name: value for name, value in item.items() if value not in (None, "")}
        values = {name: _text(given[name]) for name in FIELDS if _is_plain(given.get(name))}
        ignored = tuple(name for name in given if name not in FIELDS)
        wrong = next((name for name in FIELDS if name in given and name not in values), "")
        yield ReceivedAcknowledgement(
            where, values, number, False, ignored, f"{wrong} is not a text" if wrong else ""
        )


def _items(path: Path, text: str) -> list[Any]:
    """Return the items of JSON: of one array, or of the submissions to a form.

    A form stores each submission as an item of an array, or on a line.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        content = _json_lines(text)
        if not content:
            line = getattr(error, "lineno", 1)
            message = "is not an acknowledgement: its JSON is incomplete"
            hint = "Ask the sender for the file again."
            raise _unreadable(path, message, hint, line) from error
    several = content if isinstance(content, list) else [content]
    nested = (each if isinstance(each, list) and each else [each] for each in several)
    return [item for items in nested for item in items]


def _json_lines(text: str) -> list[Any]:
    """Return the JSON value of each line, or nothing if a line is not complete."""
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return []


def _of_text(path: Path, raw: bytes) -> Iterator[ReceivedAcknowledgement]:
    for number, found in enumerate(read_text(_decode(raw)), 1):
        where = Location(str(path), found.line)
        wrong = found.wrong or ("" if all(map(_is_plain, found.values.values())) else "is garbled")
        yield ReceivedAcknowledgement(where, found.values, number, wrong=wrong)


def _of_mail(path: Path, raw: bytes) -> Iterator[ReceivedAcknowledgement]:
    """Yield the acknowledgements in the attached JSON files of a mail, or those in its text."""
    try:
        text, attached = read_mail(raw)
    except ValueError as error:
        hint = "Copy the text of the mail into a file that ends in .txt."
        raise _unreadable(path, str(error), hint) from error
    found = [item for content in attached for item in _of_json(path, content)]
    for number, item in enumerate(found or _of_text(path, text.encode("utf-8", "replace")), 1):
        # The lines are those of a part, not those of the file.
        yield replace(item, number=number, where=Location(str(path)))


def _is_plain(value: Any) -> bool:
    """Return whether a JSON value is a text or a number that an acknowledgement can have."""
    if isinstance(value, str):
        return not INVISIBLE.search(value.translate({9: 32, 10: 32, 13: 32}))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _decode(raw: bytes) -> str:
    """Return bytes in UTF-8, UTF-16 or Windows-1252 as text."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    if (
        b"\0" in raw[:2]
    ):  # UTF-16 without a byte order mark: every second byte of the headings is zero.
        return raw.decode("utf-16-be" if raw[:1] == b"\0" else "utf-16-le", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _of_csv(path: Path, raw: bytes) -> Iterator[ReceivedAcknowledgement]:
    text = _decode(raw)
    if "\0" in text:
        raise _unreadable(path, "is not CSV", "Export the list as CSV.")
    first, given = 1, ""
    if found := _SEPARATOR.match(text):
        given, first, text = found[1], 2, text[found.end() :]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=given or _delimiter(text))
    rows = csv.reader(io.StringIO(text, newline=""), rows.dialect, strict=True)
    try:
        yield from _rows(path, _number_rows(rows, first))
    except csv.Error as error:
        hint = "Find the quote that is not closed, or the text outside of quotes."
        message = "cannot be read as CSV"
        raise _unreadable(path, message, hint, rows.line_num + first - 1) from error


def _number_rows(rows: Any, first: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its first line; a cell can have several lines."""
    line = first
    for row in rows:
        yield line, row
        line = rows.line_num + first


def _delimiter(text: str) -> str:
    """Return the delimiter with which most headings are those of an acknowledgement."""

    def fit(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            headings = next((row for row in rows if any(cell.strip() for cell in row)), [])
        except csv.Error:
            headings = []
        return sum(bool(field) for field in fields_of(headings)), len(headings)

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
    """Yield the acknowledgements below the row of headings; unknown columns are ignored.

    `epoch` is the day from which numbers in a date column count.
    """
    filled = [(line, row) for line, row in rows if any(_text(cell) for cell in row)]
    if not filled:
        return
    line, first = filled[0]
    headings = [_text(cell) for cell in first]
    fields = fields_of(headings)
    missing = [name for name in NEEDED if name not in fields]
    if missing:
        raise _unreadable(path, f"has no column called {quote_excerpt(missing[0])}", _NEED, line)
    on = fields.index("on")
    moments = [_text(row[on]) for _, row in filled[1:] if len(row) > on]
    # In some locales, a saved export of Microsoft Forms has the day first.
    month_first = is_from_microsoft(headings) and not any(map(is_day_first, moments))
    for number, (line, row) in enumerate(filled[1:], 1):
        pairs = zip(fields, row, strict=False)
        values = {
            name: _day(cell, epoch) if name == "on" else _text(cell) for name, cell in pairs if name
        }
        kept = {name: value for name, value in values.items() if value}
        yield ReceivedAcknowledgement(Location(str(path), line), kept, number, month_first)


def _day(cell: Any, epoch: date) -> str:
    """Return a cell of a date column as text; a number counts days from `epoch`."""
    if isinstance(cell, int | float):
        try:
            day = epoch + timedelta(days=int(cell))
        except OverflowError:
            return _text(cell)
        if day.year in _YEARS:
            return day.isoformat()
    return _text(cell)


def _text(value: Any) -> str:
    """Return a cell as text; of a date with a time, the date."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else " ".join(str(value).split())


def _unreadable(path: Path, message: str, hint: str, line: int = 1) -> ManualError:
    where = Location(str(path), line)
    return ManualError([Finding(where, f"{path.name} {message}", hint, Severity.ERROR)])
