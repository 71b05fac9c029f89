"""The links of the chapters: which place each leads to, and how long its page number will be.

A link with a page number becomes `see("sheet-3", 2, "place", …)`. The sheet draws the number when
all pages are known (see `manual.typ`), in the room that the paragraph keeps for two digits.
"""

from collections.abc import Iterable, Mapping, Sequence

from .blocks import Sheet
from .book import Chapter, Manner
from .notation import PAGE, PLACE, escaped, fill, literal

FRONT = 6
"""So many pages stand before the chapters: cover, control page, contents."""
ON_A_PAGE = 6500
"""So much code fills a page, more or less."""


def paged(
    sheets: Sequence[Sheet], sections: Iterable[Chapter], lost: Iterable[str], front: int
) -> list[Sheet]:
    """Return the sheets with every link filled in: its place, its sheet, the digits to expect.

    Where a link leads to stands at the beginning of what it belongs to: `anchor--part`. A link to a
    place that is not printed, which is `lost`, leads to the beginning of its chapter.
    """
    pages = _reckoned(sheets, sections, front)
    moved = {escaped(place): place.partition("--")[0] for place in lost}
    return [_filled(sheet, pages, moved) for sheet in sheets]


def _filled(sheet: Sheet, pages: Mapping[str, float], moved: Mapping[str, str]) -> Sheet:
    label = literal(sheet.label)

    def to(place: str) -> str:
        return f'"{moved.get(place, place)}"'

    def see(place: str) -> str:
        page = pages.get(place.partition("--")[0], 0)
        return f"{label}, {digits(page)}, {to(place)}"

    lines = ((whose, fill(fill(line, PAGE, see), PLACE, to)) for whose, line in sheet.lines)
    return Sheet(sheet.label, tuple(lines))


def digits(page: float) -> int:
    """Return how many digits the number of a page has that is known but roughly."""
    return len(str(int(page)))


def _reckoned(sheets: Sequence[Sheet], sections: Iterable[Chapter], front: int) -> dict[str, float]:
    """Return about which page each chapter is on, by its anchor."""
    pages: dict[str, float] = {}
    code = 0
    for sheet in sheets:
        code = -(-code // ON_A_PAGE) * ON_A_PAGE  # It begins a page.
        for whose, line in sheet.lines:
            pages.setdefault(whose.anchor, front + code / ON_A_PAGE)
            code += len(line)
    registers = {one.path: one.anchor for one in sections if one.manner is not Manner.PLACED}
    for one in sections:
        if one.manner is Manner.PLACED:
            pages.setdefault(one.anchor, pages.get(registers.get(one.stem, ""), 0.0))
    return pages
