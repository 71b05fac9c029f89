"""Sheets in, the same out with each link knowing who draws the number of its page, and how long.

A link is written as `see("place", …)` and becomes `see("sheet-3", 2, "place", …)`: the sheet draws
the number when all pages are known (see `manual.typ`), in the room that the paragraph keeps for it.
"""

import re
from collections.abc import Iterable, Sequence

from .blocks import Sheet
from .book import Chapter, Manner
from .notation import literal

FRONT = 6
"""So many pages stand before the chapters: cover, control page, contents."""
ON_A_PAGE = 6500
"""So much code fills a page, more or less."""
_SEEN = re.compile(r'\bsee\("((?:[^"\\]|\\.)*)"|"(?:[^"\\]|\\.)*"')
"""A link, or else a text, in which nothing is one."""
_SHEET = re.compile(r'^(#?(?:chapter|turned)\()(?=")')


def paged(sheets: Sequence[Sheet], sections: Iterable[Chapter], front: int) -> list[Sheet]:
    """Return the sheets, each named, and their links with the digits to expect.

    Where a link leads to stands at the beginning of what it belongs to: `anchor--part`.
    """
    pages = _reckoned(sheets, sections, front)
    return [_named(sheet, f"sheet-{n}", pages) for n, sheet in enumerate(sheets, 1)]


def _named(sheet: Sheet, name: str, pages: dict[str, float]) -> Sheet:
    label = literal(name)

    def seen(link: re.Match[str]) -> str:
        if link[1] is None:
            return link[0]
        page = pages.get(link[1].partition("--")[0], 0)
        return f'see({label}, {digits(page)}, "{link[1]}"'

    lines = (
        (whose, _SEEN.sub(seen, _SHEET.sub(rf"\g<1>{label}, ", line)))
        for whose, line in sheet.lines
    )
    return Sheet(tuple(lines))


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
