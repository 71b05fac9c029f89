"""How wide the columns of a table are, worked out from its words before anything is set."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from lxml.html import HtmlElement

from .grids import Grid

PORTRAIT, LANDSCAPE = 476.0, 757.0
"""How wide a table may be on an upright and on a turned page, in points."""
GAP = 9.0
"""The room on both sides of a cell's text together."""
LETTERS = 17.2
"""How wide a column of a matrix is: two framed letters at seven points."""
FEW_ROWS = 9
"""A matrix of so few rows is rather parted on an upright page than set on a turned one."""
HEAD_HEIGHT = 96.0
"""How long the turned heads of a matrix may be before they need a second line."""
_NARROW_LETTERS, _BROAD_LETTERS = frozenset("iljtfrI.,:;'|!()[]-/ "), frozenset("mwMWQO@%—")
_TEXT = 92.0
"""The least width of a column of sentences."""
_LONGEST = 130.0
_READABLE = 120.0
MANY_LINES = 9
"""A cell of more lines than this in a narrow column is better set on a turned page."""
_DAYS, _A_WORD = 76.0, 44.0
"""Columns of days and of a short word are no wider than this, and need no second line."""
_DAY = re.compile(r"\d{1,2}\s[A-Z][a-z]+\s\d{4}")
_SPARE = 1.03
"""How much wider a word may be than reckoned."""
_BLOCKS = ("li", "p", "div", "br", "dd", "dt")


@dataclass(frozen=True)
class Widths:
    """The columns of a table on a page, in one panel or in several."""

    columns: tuple[float, ...]
    panels: tuple[tuple[int, ...], ...]
    """Which columns stand together; the first column is in each."""
    page: float
    size: float
    """The size of type, in points."""
    crowded: bool
    """Whether columns of sentences are narrower than is good to read."""
    rotated_heads: bool

    @property
    def is_landscape(self) -> bool:
        """Whether the page is a turned one."""
        return self.page == LANDSCAPE


def fit_columns(grid: Grid, page: float, size: float, matrix: bool) -> Widths:
    """Return the widths of a table's columns on a page at a size of type."""
    if matrix and grid.can_be_split:
        # Turned heads need no width of their own.
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
        one - GAP < _READABLE and whole > MANY_LINES * (one - GAP)
        for one, whole in zip(columns, most, strict=True)
    )
    one = (tuple(range(grid.width)),)
    return Widths(tuple(columns), one, page, size, crowded, False)


def _matrix_widths(width: int, page: float, size: float, letters: float, key: float) -> Widths:
    """Return the widths of a matrix: columns of letters, as many panels as they need."""
    fitting = max(1, int((page - key) / letters))
    count = width - 1
    panels = -(-count // fitting) or 1
    each = -(-count // panels)
    parts = tuple(
        (0, *range(first, min(first + each, width))) for first in range(1, max(width, 2), each or 1)
    )
    # Columns of letters grow only so far: a matrix of three roles is not as wide as the page.
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
    """Return widths of columns that fill the page, those of a matrix unchanged."""
    total = sum(sizes)
    if fixed or not total:
        return list(sizes)
    return [size * page / total for size in sizes]


def _measure(grid: Grid, size: float) -> tuple[list[float], list[float]]:
    """Return the least and the greatest width that each column can use."""
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
    """Return widths that fill the page: each its least, the rest by how much it could use."""
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
    """Return least widths at which as many columns of days or of a word have one line as fit."""
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
    """Return widths of which none is more than its column can use, the excess shared."""
    for _ in range(4):
        excess = sum(max(0.0, one - wide) for one, wide in zip(given, most, strict=True))
        open_ = [one < wide for one, wide in zip(given, most, strict=True)]
        if excess < 0.5 or not any(open_):
            break
        total = sum(one for one, free in zip(given, open_, strict=True) if free)
        given = [
            one + excess * one / total if free else wide
            for one, wide, free in zip(given, most, open_, strict=True)
        ]
    scale = room / sum(given)
    return [one * scale for one in given]


@cache
def text_length(text: str) -> float:
    """Return about how long a text is, in units of the size of its type."""
    return sum(_letter_width(letter) for letter in text)


@cache
def _letter_width(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return 0.29
    return 0.8 if letter in _BROAD_LETTERS else 0.62 if letter.isupper() else 0.51


def _words(line: str) -> list[str]:
    """Return the pieces of a line that must not be parted."""
    return line.replace("-", "- ").replace("/", "/ ").split()


def _lines(element: HtmlElement) -> list[str]:
    """Return the lines a cell would have with all the room it wants."""
    if "aims-letters" in element.get("class", ""):
        return ["n" * len(element.findall(".//b"))]
    parts = [
        one for one in element.iter(*_BLOCKS) if one.tag in ("li", "p") and not _is_inline(one)
    ]
    parts += [one for one in element.iter("ul") if _is_inline(one)]
    found = [" ".join(part.text_content().split()) for part in parts]
    return found or [" ".join(element.text_content().split())]


def _is_inline(element: HtmlElement) -> bool:
    """Return whether an element is a list whose items stand in one line, or an item of one."""
    items = element.getparent() if element.tag == "li" else element
    return items is not None and "aims-inline" in items.get("class", "") and len(items) >= 3
