"""The widths of a table's columns, estimated from its words before anything is set."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from lxml.html import HtmlElement

from .grids import Grid

PORTRAIT, LANDSCAPE = 476.0, 757.0
"""How wide a table may be on a portrait and on a landscape page, in points."""
GAP = 9.0
"""The room on both sides of a cell's text together."""
LETTERS = 17.2
"""How wide a column of a matrix is: two framed letters at seven points."""
FEW_ROWS = 9
"""A matrix of fewer rows is split into panels instead of getting a landscape page."""
HEAD_HEIGHT = 96.0
"""How long the rotated headers of a matrix may be before they need a second line, in points."""
_NARROW_LETTERS, _BROAD_LETTERS = frozenset("iljtfrI.,:;'|!()[]-/ "), frozenset("mwMWQO@%—")
_TEXT = 92.0
"""The least width of a column of sentences."""
_LONGEST = 130.0
_READABLE = 120.0
MANY_LINES = 9
"""A cell of more lines than this in a narrow column asks for a landscape page."""
_DAYS, _A_WORD = 76.0, 44.0
"""Columns of dates and of a short word that are at most this wide get one line."""
_DAY = re.compile(r"\d{1,2}\s[A-Z][a-z]+\s\d{4}")
_SPARE = 1.03
"""How much wider than estimated a word may be."""
_BLOCKS = ("li", "p", "div", "br", "dd", "dt")


@dataclass(frozen=True)
class Widths:
    """The columns of a table on a page, in one panel or in several."""

    columns: tuple[float, ...]
    panels: tuple[tuple[int, ...], ...]
    """The numbers of the columns in each panel; the first column is in all of them."""
    page: float
    """The width of the page: `PORTRAIT` or `LANDSCAPE`."""
    size: float
    """The type size, in points."""
    crowded: bool
    """Whether columns of sentences are too narrow to read well."""
    rotated_heads: bool

    @property
    def is_landscape(self) -> bool:
        """Whether the table needs a landscape page."""
        return self.page == LANDSCAPE


def fit_columns(grid: Grid, page: float, size: float, matrix: bool) -> Widths:
    """Return the widths of a table's columns on a page at a type size."""
    if matrix and grid.can_be_split:
        # Rotated headers need no width of their own.
        least, most = _measure(replace(grid, heads=[]), size)
        letters = max(LETTERS, *(least[1:] or [0]))
        key = min(max(most[0], 90.0), page * 0.31, 175.0)
        return _matrix_widths(grid.width, page, size, letters, key)
    least, most = _measure(grid, size)
    room = page - GAP * grid.width
    crowded = sum(least) > room
    if crowded and grid.can_be_split and page == LANDSCAPE and sum(least) > room * 1.25:
        return _split_widths(least, most, page, size)
    columns = _share(_widen_short_columns(grid, least, most, room), most, room)
    crowded = crowded or any(
        width - GAP < _READABLE and widest > MANY_LINES * (width - GAP)
        for width, widest in zip(columns, most, strict=True)
    )
    panel = tuple(range(grid.width))
    return Widths(tuple(columns), (panel,), page, size, crowded, False)


def _matrix_widths(width: int, page: float, size: float, letters: float, key: float) -> Widths:
    """Return the widths of a matrix: equal columns of letters, in as many panels as they need.

    `letters` is the least width of a column of letters, `key` the width of the first column.
    """
    fitting = max(1, int((page - key) / letters))
    count = width - 1
    panels = -(-count // fitting) or 1
    each = -(-count // panels)
    parts = tuple(
        (0, *range(first, min(first + each, width))) for first in range(1, max(width, 2), each or 1)
    )
    # Columns of letters have a limit: a matrix of three roles is not as wide as the page.
    wider = min((page - key) / each, 34.0) if each else letters
    return Widths((key, *[wider] * count), parts or ((0,),), page, size, False, True)


def _split_widths(least: list[float], most: list[float], page: float, size: float) -> Widths:
    """Return the widths of a table whose columns need more than one panel."""
    panels: list[tuple[int, ...]] = []
    current, used = [0], least[0] + GAP
    for number in range(1, len(least)):
        needed = least[number] + GAP
        if used + needed > page and len(current) > 1:
            panels.append(tuple(current))
            current, used = [0], least[0] + GAP
        current.append(number)
        used += needed
    panels.append(tuple(current))
    columns = [min(wide, max(small, _TEXT)) + GAP for small, wide in zip(least, most, strict=True)]
    return Widths(tuple(columns), tuple(panels), page, size, False, False)


def fill_page(sizes: Sequence[float], page: float, count: int, fixed: bool) -> list[float]:
    """Return widths of columns that fill the page; `fixed` widths are returned as they are."""
    total = sum(sizes)
    if fixed or not total:
        return list(sizes)
    return [size * page / total for size in sizes]


def _measure(grid: Grid, size: float) -> tuple[list[float], list[float]]:
    """Return the least and the greatest useful width of each column, without gaps."""
    least, most = [8.0] * grid.width, [8.0] * grid.width
    for head, row in [*((True, row) for row in grid.heads), *((False, row) for row in grid.rows)]:
        for cell in row:
            if cell.width > 1:
                continue
            lines = _lines(cell.element)
            scale = size * (1.07 if head or cell.is_head else 1.0)
            word = max((text_length(w) for line in lines for w in _words(line)), default=0.0)
            word *= scale * _SPARE
            whole = max((text_length(line) for line in lines), default=0.0) * scale
            wanted = min(whole, _TEXT) if whole > 2 * _TEXT else 0.0
            least[cell.column] = max(least[cell.column], min(word, _LONGEST), wanted)
            most[cell.column] = max(most[cell.column], whole)
    return least, most


def _share(least: list[float], most: list[float], room: float) -> list[float]:
    """Return widths that fill the page: the least width of each, the rest by what it can use."""
    if sum(least) >= room:
        return [GAP + width * room / sum(least) for width in least]
    # Long columns gain less from each further point than short ones do.
    wishes = [max(0.1, wide - small) ** 0.8 for small, wide in zip(least, most, strict=True)]
    if sum(most) <= room:
        spare = room - sum(most)
        return [GAP + wide + spare * wide / sum(most) for wide in most]
    rest = room - sum(least)
    given = [small + rest * wish / sum(wishes) for small, wish in zip(least, wishes, strict=True)]
    return [GAP + width for width in _cap(given, most, room)]


def _widen_short_columns(
    grid: Grid, least: list[float], most: list[float], room: float
) -> list[float]:
    """Return least widths, larger for columns of dates and short words as long as there is room."""
    found = list(least)
    days = {
        cell.column
        for row in grid.rows
        for cell in row
        if cell.width == 1 and _DAY.fullmatch(cell.element.text_content().strip())
    }
    for number, wide in sorted(enumerate(most), key=lambda column: column[1]):
        more = wide * _SPARE - found[number]
        is_short = wide <= (_DAYS if number in days else _A_WORD)
        if is_short and more > 0 and sum(found) + more <= room:
            found[number] += more
    return found


def _cap(given: list[float], most: list[float], room: float) -> list[float]:
    """Return widths that fill the room; width that a column cannot use goes to the others."""
    for _ in range(4):
        excess = sum(max(0.0, width - limit) for width, limit in zip(given, most, strict=True))
        can_grow = [width < limit for width, limit in zip(given, most, strict=True)]
        if excess < 0.5 or not any(can_grow):
            break
        total = sum(width for width, grows in zip(given, can_grow, strict=True) if grows)
        given = [
            width + excess * width / total if grows else limit
            for width, limit, grows in zip(given, most, can_grow, strict=True)
        ]
    scale = room / sum(given)
    return [width * scale for width in given]


@cache
def text_length(text: str) -> float:
    """Return about how long a text is, in units of its type size (em)."""
    return sum(_letter_width(letter) for letter in text)


@cache
def _letter_width(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return 0.29
    return 0.8 if letter in _BROAD_LETTERS else 0.62 if letter.isupper() else 0.51


def _words(line: str) -> list[str]:
    """Return the pieces of a line between which it may break."""
    return line.replace("-", "- ").replace("/", "/ ").split()


def _lines(element: HtmlElement) -> list[str]:
    """Return the lines of a cell in a column of unlimited width."""
    if "aims-letters" in element.get("class", ""):
        return ["n" * len(element.findall(".//b"))]
    blocks = [block for block in element.iter(*_BLOCKS) if block.tag in ("li", "p")]
    parts = [block for block in blocks if not _is_inline(block)]
    parts += [items for items in element.iter("ul") if _is_inline(items)]
    found = [" ".join(part.text_content().split()) for part in parts]
    return found or [" ".join(element.text_content().split())]


def _is_inline(element: HtmlElement) -> bool:
    """Return whether an element is a list of three or more items in one line, or an item of it."""
    items = element.getparent() if element.tag == "li" else element
    return items is not None and "aims-inline" in items.get("class", "") and len(items) >= 3
