"""The blocks of a chapter, and which of them share a landscape page."""

from collections.abc import Iterable
from dataclasses import dataclass

from .book import Chapter

SHORT_START = 2500
"""Characters of code: less than this before a wide table does not fill a page."""
SHORT_END = 1200
"""Characters of code: less than this after a wide table fits below it, if nothing else follows."""


@dataclass(frozen=True)
class Block:
    """A piece of a chapter: a heading, a paragraph, a list, a table."""

    code: str
    wide: bool = False
    """Whether it needs a landscape page."""
    unbreakable: bool = False
    """Whether it cannot continue on the next page."""
    heading: bool = False
    """Whether it must stay with what follows."""
    title: bool = False
    """Whether it is the heading of its chapter."""
    sticky_code: str = ""
    """Its code if it has to stay on the page of what follows; empty if there is no such code."""
    chapter: Chapter | None = None
    """The chapter it belongs to."""
    parts: tuple["Block", ...] = ()
    """The blocks of a landscape page, if it is one."""


@dataclass(frozen=True)
class PageRun:
    """Chapters that share pages, as lines of code."""

    label: str
    """Its name in the code."""
    lines: tuple[tuple[Chapter, str], ...]
    """The lines of code, each with the chapter it belongs to."""

    @property
    def code(self) -> str:
        """All lines as one text."""
        return "\n".join(line for _, line in self.lines)


@dataclass(frozen=True)
class ListEntry:
    """A line in the list of matrices or of figures."""

    kind: str
    """`matrix` or `figure`."""
    title: str
    label: str


def arrange_blocks(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks, each wide one on a landscape page with the headings above it.

    A short start of the chapter, or a short end, is set on the landscape page too.
    """
    arranged: list[Block] = []
    for block in blocks:
        if not block.wide:
            arranged.append(block)
            continue
        group = [block]
        while arranged and (arranged[-1].heading or arranged[-1].wide):
            group.insert(0, arranged.pop())
        # A chapter that is still short begins on the landscape page itself.
        short = not block.unbreakable and not any(earlier.wide for earlier in arranged)
        if short and sum(len(earlier.code) for earlier in arranged) < SHORT_START:
            group = [*arranged, *group]
            arranged = []
        arranged.append(_landscape_page(group))
    return _fill_last_page(arranged)


def _fill_last_page(blocks: list[Block]) -> list[Block]:
    """Return blocks; what follows the last wide table is set on its page if it is short."""
    last_wide = max((n for n, block in enumerate(blocks) if block.wide), default=-1)
    rest = blocks[last_wide + 1 :]
    # A heading begins a new topic, on a page of its own; a picture may not fit.
    if last_wide < 0 or any(block.heading or block.unbreakable for block in rest):
        return blocks
    if not 0 < sum(len(block.code) for block in rest) < SHORT_END:
        return blocks
    return [*blocks[:last_wide], _landscape_page(blocks[last_wide:])]


def _landscape_page(blocks: list[Block]) -> Block:
    """Return blocks as one; the blocks of landscape pages among them are taken apart again."""
    parts = tuple(part for block in blocks for part in (block.parts or (block,)))
    return Block(", ".join(block.code for block in parts), wide=True, parts=parts)
