"""The links of the chapters: which place each leads to, and how long its page number will be.

A link with a page number becomes `see("run-3", 2, "place", …)`. The pages of the run draw the
number when all pages are known (see `manual.typ`), in the room that the paragraph keeps for two
digits.
"""

from collections.abc import Iterable, Mapping, Sequence

from .blocks import PageRun
from .book import Chapter, ChapterLayout
from .notation import PAGE, PLACE, escape, fill, literal

FRONT_PAGES = 6
"""About how many pages are before the chapters: cover, control page, contents."""
PAGE_SIZE = 6500
"""About how many characters of code fill a page."""


def fill_links(
    runs: Sequence[PageRun], sections: Iterable[Chapter], lost: Iterable[str], front: int
) -> list[PageRun]:
    """Return the runs with every link complete: its place, its run, the digits to expect.

    The name of a place begins with the anchor of its chapter: `anchor--part`. A link to a place
    that is not printed, which is `lost`, leads to the beginning of the chapter. `front` is the
    number of pages before the first.
    """
    pages = _estimate_pages(runs, sections, front)
    moved = {escape(place): place.partition("--")[0] for place in lost}
    return [_fill_run(run, pages, moved) for run in runs]


def _fill_run(run: PageRun, pages: Mapping[str, float], moved: Mapping[str, str]) -> PageRun:
    label = literal(run.label)

    def to(place: str) -> str:
        """Return the place of a link as a literal."""
        return f'"{moved.get(place, place)}"'

    def see(place: str) -> str:
        """Return the run, the digits and the place of a link with a page number."""
        page = pages.get(place.partition("--")[0], 0)
        return f"{label}, {count_digits(page)}, {to(place)}"

    lines = ((chapter, fill(fill(line, PAGE, see), PLACE, to)) for chapter, line in run.lines)
    return PageRun(run.label, tuple(lines))


def count_digits(page: float) -> int:
    """Return how many digits the number of a page has."""
    return len(str(int(page)))


def _estimate_pages(
    runs: Sequence[PageRun], sections: Iterable[Chapter], front: int
) -> dict[str, float]:
    """Return the approximate page of each chapter, by its anchor, from the length of the code."""
    pages: dict[str, float] = {}
    code = 0
    for run in runs:
        code = -(-code // PAGE_SIZE) * PAGE_SIZE  # A run begins a page.
        for chapter, line in run.lines:
            pages.setdefault(chapter.anchor, front + code / PAGE_SIZE)
            code += len(line)
    registers = {
        chapter.path: chapter.anchor
        for chapter in sections
        if chapter.layout is not ChapterLayout.ROW
    }
    for chapter in sections:
        if chapter.layout is ChapterLayout.ROW:
            pages.setdefault(chapter.anchor, pages.get(registers.get(chapter.register, ""), 0.0))
    return pages
