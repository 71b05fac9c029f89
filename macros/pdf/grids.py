"""The cells of an HTML table, each in its row and column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from lxml.html import HtmlElement

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
        """Return the cells of a table."""
        heads = list(_placed(table.xpath("./thead/tr")))
        groups: list[Group] = []
        for body in [*table.xpath("./tbody"), table, *table.xpath("./tfoot")]:
            lines = body.xpath("./tr")
            if not lines:
                continue
            head = None
            for line, cells in zip(lines, _placed(lines), strict=True):
                if "aims-group" in line.get("class", "").split():
                    head = cells[0].element if cells else None
                    groups.append(Group(head, []))
                elif cells:
                    if not groups or (head is None and groups[-1].head is not None):
                        groups.append(Group(None, []))
                    groups[-1].rows.append(cells)
        if not heads and groups and groups[0].head is None and _is_headed(groups[0].rows):
            heads.append(groups[0].rows.pop(0))
        rows = [*heads, *(row for group in groups for row in group.rows)]
        width = max((cell.columns.stop for row in rows for cell in row), default=0)
        return cls(heads, groups, width)

    @property
    def rows(self) -> Iterator[list[Cell]]:
        """Every row below the head rows."""
        for group in self.groups:
            yield from group.rows

    @property
    def can_be_split(self) -> bool:
        """Whether each cell stands in one column, so that columns can be parted."""
        return all(cell.width == 1 for row in [*self.heads, *self.rows] for cell in row)


def _is_headed(rows: list[list[Cell]]) -> bool:
    """Return whether the first row of a table without a head is one all the same."""
    return bool(rows) and len(rows) > 1 and all(cell.is_head for cell in rows[0])


def _placed(lines: list[HtmlElement]) -> Iterator[list[Cell]]:
    """Yield the cells of each row in their columns, beside those that reach down from above."""
    taken: dict[int, int] = {}
    for line in lines:
        cells, column = [], 0
        for element in line.iterchildren("td", "th"):
            while taken.get(column, 0):
                column += 1
            width = max(1, int(element.get("colspan") or 1))
            rows = max(1, int(element.get("rowspan") or 1))
            cells.append(Cell(element, column, width, rows))
            for number in range(column, column + width):
                taken[number] = rows
            column += width
        taken = {number: rows - 1 for number, rows in taken.items() if rows > 1}
        yield cells
