"""The cells of an HTML table, each in its row and column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from lxml import html
from lxml.html import HtmlElement

MOST_COLUMNS = 1000
"""How many columns a cell of HTML can cover at most (HTML, 4.9.11)."""
_ALIGN = re.compile(r"text-align:\s*(\w+)")


@dataclass(frozen=True)
class Cell:
    """A cell: where it begins and how many columns and rows it covers."""

    element: HtmlElement
    column: int
    width: int = 1
    rows: int = 1

    @property
    def columns(self) -> range:
        """The columns it covers."""
        return range(self.column, self.column + self.width)

    @property
    def is_head(self) -> bool:
        """Whether it is the header of its row or column."""
        return bool(self.element.tag == "th")

    @property
    def alignment(self) -> str:
        """How its text is aligned; empty if the page does not say."""
        if "aims-number" in self.element.get("class", ""):
            return "right"
        found = _ALIGN.search(self.element.get("style") or "")
        return found[1] if found else str(self.element.get("align") or "")


@dataclass(frozen=True)
class GridGroup:
    """Rows with a heading of their own."""

    head: HtmlElement | None
    rows: list[list[Cell]]


def join_accountable(table: HtmlElement) -> None:
    """Write the accountable role of each row of a matrix below its activity, not in a column.

    A page has no room for a column of words beside thirty roles. Changes the table in place.
    """
    for cell in table.xpath(".//*[contains(concat(' ', @class, ' '), ' aims-who ')]"):
        head, row = cell.getprevious(), cell.getparent()
        if cell.tag == "td" and head is not None and cell.text_content().strip():
            words = html.fromstring("<small></small>")
            words.text = cell.text
            words.extend(cell)
            for names in words.iterfind("small"):
                names.tag, names.text = "span", f"· {names.text or ''}"
            head.append(html.fromstring("<br>"))
            head.append(words)
        row.remove(cell)
    for groups in table.xpath("./colgroup"):
        table.remove(groups)


@dataclass(frozen=True)
class Grid:
    """A table: header rows and groups of rows, all of the same width."""

    heads: list[list[Cell]]
    groups: list[GridGroup]
    width: int

    @classmethod
    def of(cls, table: HtmlElement) -> Self:
        """Return the grid of a table; short rows are filled up with empty cells."""
        heads = list(_place_cells(table.xpath("./thead/tr")))
        groups: list[GridGroup] = []
        for lines in _bodies(table):
            head = None
            rows = list(_place_cells(lines))
            if not heads and not groups:
                count = _count_head_rows(rows)
                heads, lines, rows = rows[:count], lines[count:], rows[count:]
            for line, cells in zip(lines, rows, strict=True):
                if "aims-group" in line.get("class", "").split():
                    head = cells[0].element if cells else None
                    groups.append(GridGroup(head, []))
                else:
                    if not groups or (head is None and groups[-1].head is not None):
                        groups.append(GridGroup(None, []))
                    groups[-1].rows.append(cells)
        all_rows = [heads, *(group.rows for group in groups)]
        stops = (cell.columns.stop for rows in all_rows for row in rows for cell in row)
        width = max(stops, default=0)
        filled = [GridGroup(group.head, _fill_gaps(group.rows, width)) for group in groups]
        return cls(_fill_gaps(heads, width), filled, width)

    @property
    def rows(self) -> Iterator[list[Cell]]:
        """Every row below the header rows."""
        for group in self.groups:
            yield from group.rows

    @property
    def can_be_split(self) -> bool:
        """Whether each cell is in one column only, so that columns can be separated."""
        return all(cell.width == 1 for row in [*self.heads, *self.rows] for cell in row)


def _bodies(table: HtmlElement) -> Iterator[list[HtmlElement]]:
    """Yield the rows of each part of a table below its header; those of its footer come last."""
    loose: list[HtmlElement] = []
    for part in table:
        if part.tag == "tr":
            loose.append(part)
            continue
        if part.tag == "tbody":
            yield from [loose] if loose else []
            loose = []
            yield part.xpath("./tr")
    yield from [loose] if loose else []
    yield from (part.xpath("./tr") for part in table.xpath("./tfoot"))


def _count_head_rows(rows: list[list[Cell]]) -> int:
    """Return how many rows at the beginning of a table without `thead` have only header cells."""
    count = 0
    while count < len(rows) - 1 and rows[count] and all(cell.is_head for cell in rows[count]):
        count += 1
    # A cell that reaches down into the rows below is not part of a header that pages repeat.
    while any(n + cell.rows > count for n, row in enumerate(rows[:count]) for cell in row):
        count -= 1
    return count


def _place_cells(lines: list[HtmlElement]) -> Iterator[list[Cell]]:
    """Yield the cells of each row in their columns, beside those that reach down from above.

    As in HTML, a cell does not leave its part of the table, and one of 0 rows reaches to the end.
    """
    covered_rows: dict[int, int] = {}
    for number, line in enumerate(lines):
        cells, column, left = [], 0, len(lines) - number
        for element in line.iterchildren("td", "th"):
            while covered_rows.get(column, 0):
                column += 1
            width = max(1, _span(element, "colspan", MOST_COLUMNS))
            free = next((n for n in range(width) if covered_rows.get(column + n, 0)), width)
            rows = min(_span(element, "rowspan", left) or left, left)
            cells.append(Cell(element, column, free, rows))
            for place in range(column, column + free):
                covered_rows[place] = rows
            column += free
        covered_rows = {place: rows - 1 for place, rows in covered_rows.items() if rows > 1}
        yield cells


def _span(element: HtmlElement, name: str, most: int) -> int:
    """Return a number of rows or columns, at most `most`; 1 if the page has no valid number."""
    written = (element.get(name) or "").strip()
    return min(int(written), most) if written.isascii() and written.isdigit() else 1


def _fill_gaps(rows: list[list[Cell]], width: int) -> list[list[Cell]]:
    """Return rows with an empty cell in each gap: Typst would move the next cell into it."""
    rows_filled: list[list[Cell]] = []
    reaching: dict[int, int] = {}
    for row in rows:
        covered = {column for cell in row for column in cell.columns} | reaching.keys()
        empty = [Cell(_empty_cell(), column) for column in range(width) if column not in covered]
        rows_filled.append(sorted([*row, *empty], key=lambda cell: cell.column))
        for cell in row:
            reaching |= dict.fromkeys(cell.columns, cell.rows)
        reaching = {column: left - 1 for column, left in reaching.items() if left > 1}
    return rows_filled


def _empty_cell() -> HtmlElement:
    cell: HtmlElement = html.Element("td")
    return cell
