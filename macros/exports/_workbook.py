"""Tables as sheets of a workbook: typed cells, fixed headings, filters, no formulas."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.xml.functions import tostring

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
_HEAD = Font(bold=True)
_SHADE = PatternFill("solid", fgColor="E8EDF2")
_TOP = Alignment(vertical="top", wrap_text=True)

Line = Sequence[Any]
Looks = dict[str, Any]
"""The style of each kind of cell."""


def workbook(sheets: Iterable[tuple[str, list[Line]]], title: str, day: date) -> bytes:
    """Return a workbook of named sheets; the first line of each is its heading."""
    book = Workbook(write_only=True)
    taken: set[str] = set()
    looks: Looks = {}
    for name, lines in sheets:
        _fill(book.create_sheet(_sheet_name(name, taken)), lines, looks)
    buffer = io.BytesIO()
    book.save(buffer)
    return _with_date(buffer.getvalue(), title, day)


def table_lines(table: Table, manual: Manual) -> list[Line]:
    """Return a table as lines of plain values, with a column for the id and one for the group."""
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
    """Return a cell as a number, a date or plain text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Figure) and len(value.exact.as_tuple().digits) > _MOST_DIGITS:
        return format_number(value)  # A spreadsheet keeps 15 digits of a number.
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


def _fill(sheet: WriteOnlyWorksheet, lines: list[Line], looks: Looks) -> None:
    width = max(map(len, lines))
    for place in range(width):
        longest = max((len(str(line[place])) for line in lines if place < len(line)), default=0)
        column = sheet.column_dimensions[get_column_letter(place + 1)]
        column.width = min(max(longest + 2, _NARROWEST), _WIDEST)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(width)}{len(lines)}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    for place, line in enumerate(lines):
        sheet.append(list(_cells(sheet, line, not place, looks)))


def _cells(sheet: WriteOnlyWorksheet, line: Line, head: bool, looks: Looks) -> Iterator[Any]:
    for value in line:
        if value is None or value == "":
            yield None
            continue
        if isinstance(value, str):
            value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_TEXT]
        cell = WriteOnlyCell(sheet, value)
        sort = "head" if head else "day" if isinstance(value, date) else "text"
        if isinstance(value, Figure) and (decimals := _decimals(value)):
            sort = f"0.{'0' * decimals}"
        if isinstance(value, str):
            # A text that begins like a formula stays a text, also when somebody edits it.
            cell.data_type = "s"
            if looks_like_formula(value):
                sort = "quoted"
        _set_style(cell, sort, looks)
        yield cell


def _decimals(value: Figure) -> int:
    exponent = value.exact.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) and exponent > -_MOST_DECIMALS else 0


def _set_style(cell: Any, sort: str, looks: Looks) -> None:
    """Set the style of a cell; calculating it for every cell would take three times as long."""
    if sort not in looks:
        cell.alignment = _TOP
        if sort == "head":
            cell.font, cell.fill = _HEAD, _SHADE
        elif sort == "day":
            cell.number_format = "yyyy-mm-dd"
        elif sort.startswith("0."):
            cell.number_format = sort
        elif sort == "quoted":
            cell.quotePrefix = True
        looks[sort] = cell._style
    cell._style = looks[sort]


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a valid and unique name for a sheet."""
    plain_name = _NO_NAME.sub(" ", name).strip(" '") or "Sheet"
    found, count = plain_name[:_LONGEST_NAME], 2
    while found.casefold() in taken:
        ending = f" {count}"
        found, count = plain_name[: _LONGEST_NAME - len(ending)] + ending, count + 1
    taken.add(found.casefold())
    return found


def _with_date(content: bytes, title: str, day: date) -> bytes:
    """Return a workbook with the date of the manual instead of the current time."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
    properties = DocumentProperties(title=title, creator="", created=moment, modified=moment)
    files = [
        (name, tostring(properties.to_tree()) if name == "docProps/core.xml" else inner)
        for name, inner in unpack(content)
    ]
    return pack(files, day)
