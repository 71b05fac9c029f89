"""The pieces of a chapter, and which of them share a page."""

from collections.abc import Iterable
from dataclasses import dataclass

LITTLE = 2500
"""So much code before a wide table does not fill a page."""


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


@dataclass(frozen=True)
class Listed:
    """A matrix or a figure, as the list of them names it."""

    kind: str
    title: str
    label: str


def assembled(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks, wide ones together with the headings that stand above them."""
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
        out.append(Block(", ".join(one.code for one in taken), wide=True))
    return out
