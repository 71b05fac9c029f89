"""The cells of an HTML table, each in its row and column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from lxml import html
from lxml.html import HtmlElement

MOST_COLUMNS = 1000
"""As many columns as HTML lets a cell cover."""
_ALIGN = re.compile(r"text-align:\s*(\w+)")


@dataclass(frozen=True)
class Cell:
    """A cell: where it begins and how far it reaches."""

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
        """Whether it says what its row or column is about."""
        return bool(self.element.tag == "th")

    @property
    def alignment(self) -> str:
        """How its text is aligned, where the page says so."""
        if "aims-number" in self.element.get("class", ""):
            return "right"
        found = _ALIGN.search(self.element.get("style") or "")
        return found[1] if found else str(self.element.get("align") or "")


@dataclass(frozen=True)
class Group:
    """Rows below a head of their own."""

    head: HtmlElement | None
    rows: list[list[Cell]]


@dataclass(frozen=True)
class Grid:
    """A table: head rows and groups of rows, all as wide."""

    heads: list[list[Cell]]
    groups: list[Group]
    width: int

    @classmethod
    def of(cls, table: HtmlElement) -> Self:
        """Return the cells of a table, in which every row is as wide as the widest."""
        heads = list(_placed(table.xpath("./thead/tr")))
        groups: list[Group] = []
        for lines in _bodies(table):
            head = None
            rows = list(_placed(lines))
            if not heads and not groups:
                count = _headed(rows)
                heads, lines, rows = rows[:count], lines[count:], rows[count:]
            for line, cells in zip(lines, rows, strict=True):
                if "aims-group" in line.get("class", "").split():
                    head = cells[0].element if cells else None
                    groups.append(Group(head, []))
                else:
                    if not groups or (head is None and groups[-1].head is not None):
                        groups.append(Group(None, []))
                    groups[-1].rows.append(cells)
        several = [heads, *(group.rows for group in groups)]
        stops = (cell.columns.stop for rows in several for row in rows for cell in row)
        width = max(stops, default=0)
        filled = [Group(group.head, _filled(group.rows, width)) for group in groups]
        return cls(_filled(heads, width), filled, width)

    @property
    def rows(self) -> Iterator[list[Cell]]:
        """Every row below the head rows."""
        for group in self.groups:
            yield from group.rows

    @property
    def can_be_split(self) -> bool:
        """Whether each cell stands in one column, so that columns can be parted."""
        return all(cell.width == 1 for row in [*self.heads, *self.rows] for cell in row)


def _bodies(table: HtmlElement) -> Iterator[list[HtmlElement]]:
    """Yield the rows of each part of a table below its head; those of its foot come last."""
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


def _headed(rows: list[list[Cell]]) -> int:
    """Return how many rows at the beginning of a table without a head are one all the same."""
    count = 0
    while count < len(rows) - 1 and rows[count] and all(cell.is_head for cell in rows[count]):
        count += 1
    # A cell that reaches down into the rows below is no part of a head that is repeated.
    while any(n + cell.rows > count for n, row in enumerate(rows[:count]) for cell in row):
        count -= 1
    return count


def _placed(lines: list[HtmlElement]) -> Iterator[list[Cell]]:
    """Yield the cells of each row in their columns, beside those that reach down from above.

    As in HTML, no cell reaches out of its part of the table, and one of 0 rows to its end.
    """
    taken: dict[int, int] = {}
    for number, line in enumerate(lines):
        cells, column, left = [], 0, len(lines) - number
        for element in line.iterchildren("td", "th"):
            while taken.get(column, 0):
                column += 1
            width = max(1, _span(element, "colspan", MOST_COLUMNS))
            free = next((n for n in range(width) if taken.get(column + n, 0)), width)
            rows = min(_span(element, "rowspan", left) or left, left)
            cells.append(Cell(element, column, free, rows))
            for covered in range(column, column + free):
                taken[covered] = rows
            column += free
        taken = {covered: rows - 1 for covered, rows in taken.items() if rows > 1}
        yield cells


def _span(element: HtmlElement, name: str, most: int) -> int:
    """Return a number of rows or columns; 1 where none is said, or none that HTML knows."""
    written = (element.get(name) or "").strip()
    return min(int(written), most) if written.isascii() and written.isdigit() else 1


def _filled(rows: list[list[Cell]], width: int) -> list[list[Cell]]:
    """Return rows with an empty cell wherever none is: the next row must not move up into it."""
    found: list[list[Cell]] = []
    reaching: dict[int, int] = {}
    for row in rows:
        covered = {column for cell in row for column in cell.columns} | reaching.keys()
        empty = [Cell(_nothing(), column) for column in range(width) if column not in covered]
        found.append(sorted([*row, *empty], key=lambda cell: cell.column))
        for cell in row:
            reaching |= dict.fromkeys(cell.columns, cell.rows)
        reaching = {column: left - 1 for column, left in reaching.items() if left > 1}
    return found


def _nothing() -> HtmlElement:
    cell: HtmlElement = html.Element("td")
    return cell
