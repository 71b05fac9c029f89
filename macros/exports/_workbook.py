"""Tables as sheets of a workbook: typed cells, fixed heads, filters, and nothing that runs."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ..manual import Manual
from ..manual.labels import plain_label
from ..manual.plain_text import to_plain_text
from ..model import Entity
from ..tables._table import ProseCell, Table, looks_like_formula
from ..text import Figure, format_number
from ._zip import pack, unpack

_LONGEST_NAME, _LONGEST_TEXT = 31, 32767
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
_NARROWEST, _WIDEST = 10, 60
_MOST_DIGITS, _MOST_DECIMALS = 15, 30
_A4 = 9  # The number of the paper size in the file format.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_FIRST_YEAR = 1900
"""Spreadsheets have no day before it."""
_TOP: dict[str, object] = {"valign": "top", "text_wrap": True}
_LOOKS: dict[str, dict[str, object]] = {
    "head": {"bold": True, "bg_color": "#E8EDF2"},
    "day": {"num_format": "yyyy-mm-dd"},
    # A text that begins like a formula is a text, here and where somebody edits it.
    "quoted": {"quote_prefix": True},
}

Line = Sequence[Any]
Looks = dict[str, Format]
"""The format of each kind of cell."""


def workbook(sheets: Iterable[tuple[str, list[Line]]], title: str, day: date) -> bytes:
    """Return a workbook of named sheets; the first line of each is its heading."""
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": datetime(day.year, day.month, day.day)})
        taken: set[str] = set()
        looks: Looks = {}
        for name, lines in sheets:
            _fill(book, book.add_worksheet(_sheet_name(name, taken)), lines, looks)
    # Packed again, its files have the day of the manual and no trace of the system.
    return pack(unpack(buffer.getvalue()), day)


def table_lines(table: Table, manual: Manual) -> list[Line]:
    """Return a table as lines of plain values: the id in a column of its own, the group last."""
    heads = ["Id", table.row_header, *(_value(column, manual) for column in table.columns)]
    found: list[Line] = [[*heads, "Group"] if table.groups else heads]
    found += [_line(row.head, row.cells, manual) for row in table.rows]
    for group in table.groups:
        last = _value(group.head, manual)
        found += [[*_line(row.head, row.cells, manual), last] for row in group.rows]
    return found


def _line(head: Any, cells: Iterable[Any], manual: Manual) -> list[Any]:
    names = [head.key, head.title] if isinstance(head, Entity) else ["", _value(head, manual)]
    return [*names, *(_value(cell, manual) for cell in cells)]


def _value(value: Any, manual: Manual) -> Any:
    """Return a cell as a number, a day or plain text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Figure) and len(value.exact.as_tuple().digits) > _MOST_DIGITS:
        return format_number(value)  # As a number, a spreadsheet would keep 15 digits of it.
    if value is None or isinstance(value, int | float | date):
        return value
    if isinstance(value, Entity):
        return plain_label(value)
    if isinstance(value, tuple):
        return "; ".join(_in_list(item, manual) for item in value)
    return to_plain_text(value.text, manual) if isinstance(value, ProseCell) else str(value)


def _in_list(value: Any, manual: Manual) -> str:
    plain_value = _value(value, manual)
    return format_number(plain_value) if isinstance(plain_value, int | float) else str(plain_value)


def _fill(book: Workbook, sheet: Worksheet, lines: list[Line], looks: Looks) -> None:
    width = max(map(len, lines))
    for place in range(width):
        longest = max((len(str(line[place])) for line in lines if place < len(line)), default=0)
        sheet.set_column(place, place, min(max(longest + 2, _NARROWEST), _WIDEST))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(lines) - 1, width - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            if value is not None and value != "":
                _write(book, sheet, (row, column), value, looks)


def _write(
    book: Workbook, sheet: Worksheet, place: tuple[int, int], value: Any, looks: Looks
) -> None:
    head = place[0] == 0
    if isinstance(value, date) and value.year >= _FIRST_YEAR:
        sheet.write_datetime(*place, value, _look(book, "head" if head else "day", looks))
    elif isinstance(value, int | float):
        decimals = _decimals(value) if isinstance(value, Figure) else 0
        sort = f"0.{'0' * decimals}" if decimals else "head" if head else "text"
        sheet.write_number(*place, value, _look(book, sort, looks))
    else:
        text = _UNPRINTABLE.sub("", str(value))[:_LONGEST_TEXT]
        sort = "quoted" if looks_like_formula(text) else "head" if head else "text"
        sheet.write_string(*place, text, _look(book, sort, looks))


def _look(book: Workbook, sort: str, looks: Looks) -> Format:
    if sort not in looks:
        own = {"num_format": sort} if sort.startswith("0.") else _LOOKS.get(sort, {})
        looks[sort] = book.add_format(_TOP | own)
    return looks[sort]


def _decimals(value: Figure) -> int:
    exponent = value.exact.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) and exponent > -_MOST_DECIMALS else 0


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a valid and unique name for a sheet."""
    plain_name = _NO_NAME.sub(" ", name).strip(" '") or "Sheet"
    found, count = plain_name[:_LONGEST_NAME], 2
    while found.casefold() in taken:
        ending = f" {count}"
        found, count = plain_name[: _LONGEST_NAME - len(ending)] + ending, count + 1
    taken.add(found.casefold())
    return found
