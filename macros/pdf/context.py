"""The state of typesetting one chapter."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from lxml.html import HtmlElement

from ..diagnostics import Finding
from .blocks import Block, ListEntry
from .book import Chapter
from .notation import call


@dataclass(kw_only=True)
class Context:
    """The chapter, how its words are set at the moment, and what was found in it so far.

    All functions that turn elements into code take it as their first argument.
    """

    chapter: Chapter
    site: Path
    flow: Callable[[HtmlElement], str]
    """Returns the code of a block. Set by `typesetting`, which knows every kind of block."""

    room: int = 60
    """How many letters a word may have before it must be broken."""
    in_table: bool = False
    numbered: bool = True
    """Whether links are followed by the number of the page they lead to."""
    plain: bool = True
    """Whether words are set as most are: not raised, not slanted, not in a heading."""
    linked: bool = True
    """Whether links are active: a table head that each page repeats must not have any."""
    dense: bool = False
    """Whether facts and lists are set in one paragraph, without a heading of their own."""

    lead_ins: list[str] = field(default_factory=list)
    """The code set in front of the next paragraph, instead of a heading above it."""
    notes: dict[str, HtmlElement] = field(default_factory=dict)
    """The footnotes of the article, by their ids."""
    used: set[str] = field(default_factory=set)
    """Notes that were printed, and places whose page number was printed."""
    targets: set[str] = field(default_factory=set)
    """Places that links lead to."""
    anchored: set[str] = field(default_factory=set)
    """Places that have their label: a table head that is printed twice has it once."""
    listed: list[ListEntry] = field(default_factory=list)
    """The matrices and figures of the chapter."""
    files: dict[str, bytes] = field(default_factory=dict)
    """Pictures that the article shows, by the name under which its code finds them."""
    findings: list[Finding] = field(default_factory=list)

    @contextmanager
    def without_page_numbers(self) -> Iterator[None]:
        """Set what follows without the page numbers of its links."""
        before, self.numbered = self.numbered, False
        yield
        self.numbered = before

    @contextmanager
    def styled(self) -> Iterator[None]:
        """Set what follows in another style than most words."""
        before, self.plain = self.plain, False
        yield
        self.plain = before

    @contextmanager
    def cell(self, room: int, linked: bool = True) -> Iterator[None]:
        """Set what follows as the content of a cell that fits words of `room` letters."""
        before = self.room, self.in_table, self.linked
        self.room, self.in_table, self.linked = room, True, linked
        yield
        self.room, self.in_table, self.linked = before

    def pop_lead_in(self) -> list[str]:
        """Return the code for the front of the paragraph that begins now, and forget it."""
        lead_ins, self.lead_ins = self.lead_ins, []
        return lead_ins

    def report(self, message: str, rule: str, hint: str = "") -> None:
        """Add a finding about something on the page that cannot be printed."""
        found = Finding(self.chapter.where, f"{self.chapter.title}: {message}", hint, rule=rule)
        self.findings.append(found)


def lead_in_block(front: list[str]) -> Iterator[Block]:
    """Yield a lead-in as a block of its own, if there is one: no paragraph follows it."""
    if front:
        yield Block(call("alone", *front), heading=True)
