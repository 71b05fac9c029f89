"""The pieces of a chapter, and which of them share a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from .book import Chapter

LITTLE = 2500
"""So much code before a wide table does not fill a page."""
REMAINDER = 1200
"""So much code after a wide table fits below it, where nothing else follows."""


@dataclass(frozen=True)
class Block:
    """A piece of a chapter that stands on its own."""

    code: str
    wide: bool = False
    """Whether it needs a turned page."""
    whole: bool = False
    """Whether it cannot go on on the next page."""
    heading: bool = False
    """Whether it must stay with what follows."""
    title: bool = False
    """Whether it is the heading of its chapter."""
    sticky_code: str = ""
    """Its code if it has to stay with what follows; empty if it is the same."""
    chapter: Chapter | None = None
    """Whose piece it is."""
    parts: tuple["Block", ...] = ()
    """The pieces that stand on a turned page together."""


@dataclass(frozen=True)
class Sheet:
    """Chapters that share pages, as lines of code."""

    label: str
    """Its name in the code."""
    lines: tuple[tuple[Chapter, str], ...]
    """Each line, and whose it is."""

    @property
    def code(self) -> str:
        """All lines."""
        return "\n".join(line for _, line in self.lines)


@dataclass(frozen=True)
class Listed:
    """A matrix or a figure, as the list of them names it."""

    kind: str
    title: str
    label: str


def assembled(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks, wide ones together with the headings above them and a few last words below."""
    out: list[Block] = []
    for block in blocks:
        if not block.wide:
            out.append(block)
            continue
        taken = [block]
        while out and (out[-1].heading or out[-1].wide):
            taken.insert(0, out.pop())
        # A chapter that has said but little yet begins on the turned page itself.
        short = not block.whole and not any(one.wide for one in out)
        if short and sum(len(one.code) for one in out) < LITTLE:
            taken = [*out, *taken]
            out = []
        out.append(_turned(taken))
    return _closed(out)


def _closed(blocks: list[Block]) -> list[Block]:
    """Return blocks; what follows the last wide table stands on its page if it is little."""
    last = max((n for n, one in enumerate(blocks) if one.wide), default=-1)
    rest = blocks[last + 1 :]
    # Headings begin something else, which has a page of its own; so does a picture.
    if last < 0 or any(one.heading or one.whole for one in rest):
        return blocks
    if not 0 < sum(len(one.code) for one in rest) < REMAINDER:
        return blocks
    return [*blocks[:last], _turned(blocks[last:])]


def _turned(blocks: list[Block]) -> Block:
    parts = tuple(part for one in blocks for part in (one.parts or (one,)))
    return Block(", ".join(one.code for one in parts), wide=True, parts=parts)
