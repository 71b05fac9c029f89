"""What the book leaves out of the pages that it prints, each with its reason.

Whole pages are left out by `print: false` at their beginning, and by `--without`. A print of a
single page, a policy or the hand-out of a role, leaves nothing out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from .book import Chapter


@dataclass(frozen=True)
class Exclusion:
    """A part of pages that is not printed."""

    kinds: tuple[str, ...]
    """The kinds of record on whose pages it stands; none for records of every kind."""
    reason: str
    """Where a reader of the book finds it instead."""
    sections: tuple[str, ...] = ()
    """The ids of the headings of its sections."""
    columns: tuple[str, ...] = ()
    """The heads of columns of its tables."""
    path: str = ""
    """How else it is found on a page."""
    pages: tuple[str, ...] = ()
    """The pages on which it stands, where these are not of records."""
    what: str = ""
    """What the book says it leaves out; nothing where no reader would look for it."""

    def applies_to(self, chapter: Chapter) -> bool:
        """Return whether it stands on the page of a chapter."""
        if self.pages or not chapter.kind:
            return chapter.address.strip("/") in self.pages
        return not self.kinds or chapter.kind in self.kinds

    @property
    def paths(self) -> list[str]:
        """How its elements are found on a page."""
        named = [f'.//section[@aria-labelledby="{name}"]' for name in self.sections]
        return [*named, *([self.path] if self.path else [])]


EXCLUSIONS = (
    Exclusion(
        (),
        "the record that names it says so, and has its page in the index",
        ("mentioned-by",),
        what="What mentions a record",
    ),
    Exclusion((), "the control page has them", ("history", "manual"), pages=("organisation",)),
    Exclusion((), "the chapter begins with them", ("contacts",), pages=("organisation",)),
    Exclusion((), "the heading above it says so", path='.//p[@class="aims-kind"]'),
    Exclusion(
        (),
        "the record says in words what its drawing shows",
        path=".//figure[@data-search-exclude]",
        what="The small map around a record",
    ),
    Exclusion(
        ("roles", "processes"),
        "the cells stand in the responsibility matrix",
        ("matrix",),
        what="The cells of a role or process",
    ),
    Exclusion(
        ("activities",),
        "the cells stand in the responsibility matrix",
        ("who",),
        what="Who takes part in an activity",
    ),
    Exclusion(
        ("roles",), "the procedures name who does each step", ("steps",), what="The steps of a role"
    ),
    Exclusion(
        ("roles",),
        "each record names its owner and its next date",
        ("owns", "due"),
        what="What a role owns, and what is due",
    ),
    Exclusion(
        ("roles",),
        "each communication and each channel names its audience",
        ("talks", "channels"),
        what="Whom a role talks to",
    ),
    Exclusion(
        ("roles",),
        "each course, competence and policy names those whom it is for",
        ("training", "reading"),
        what="What a role must learn and read",
    ),
    Exclusion(
        ("roles",),
        "the chapter on changes counts by role, the register attached to the file has each change",
        ("news",),
        what="What changed for a role",
    ),
    Exclusion(
        (),
        "the register of changes attached to the file has what was said before and after",
        path=(
            './/*[contains(@class, "aims-changes")]'
            ' | .//section[starts-with(@aria-labelledby, "changes-")]/p[@class="aims-note"]'
            ' | .//section[starts-with(@aria-labelledby, "changes-")][not(.//div)]'
        ),
        pages=("changes",),
        what="What was said before a change",
    ),
    Exclusion(("roles",), "the site has a page for each newcomer", path='.//p[@class="aims-note"]'),
    Exclusion(
        ("policies",),
        "each communication names what it is about",
        ("told",),
        what="What is said about a policy",
    ),
    Exclusion(
        ("interested-parties",),
        "each communication names its audience",
        ("told",),
        what="What an interested party is told",
    ),
    Exclusion(
        ("channels",),
        "each communication names its channel",
        ("communications",),
        what="What goes through a channel",
    ),
    Exclusion(
        ("processes",),
        "each resource names what lives on it",
        ("resources",),
        what="The resources of a process",
    ),
    Exclusion(
        ("ai-systems", "processes"),
        "each risk names what it bears on",
        ("risks",),
        what="The risks to a process or AI system",
    ),
    Exclusion(
        ("metrics",),
        "the data attached to the file have each value",
        ("measurements",),
        what="Each value of a metric",
    ),
    Exclusion(("people",), "the table above has who holds which role", ("roles",)),
    Exclusion(
        ("applicability",),
        "the Statement of Applicability names it, the data attached say when it was looked at",
        ("evidence",),
        what="The evidence of a control",
    ),
    Exclusion(
        ("frameworks",),
        "the crosswalks, pair by pair, are in the registers attached to the file",
        ("shared", "new"),
        what="The pairs of a crosswalk",
    ),
    Exclusion(
        ("frameworks",),
        "the parts of the framework name what answers each",
        ("records",),
        what="What is shared with another system, as a list",
    ),
    Exclusion(
        ("frameworks",),
        "each record that answers names its owner, the matrix who is accountable",
        columns=("Kind", "Accountable", "Evidence"),
        what="Who is accountable beside a clause",
    ),
    Exclusion(
        (),
        "the matrix stands at the beginning of its chapter, and each activity is an entry below",
        path=".//figure",
        pages=("activities",),
    ),
    Exclusion(
        (),
        "each record is an entry below, which says the same and more",
        path='.//figure[contains(@class, "aims-table")]',
        pages=(
            "channels",
            "communications",
            "courses",
            "interested-parties",
            "resources",
            "reviews",
            "stages",
            "terms",
        ),
    ),
    Exclusion(
        ("documents",), "the master list above says so", path='./dl[contains(@class, "aims-strip")]'
    ),
    Exclusion(
        ("applicability",),
        "the statement above says so",
        path='./dl[contains(@class, "aims-strip")]',
    ),
)
"""All that is left out."""


def exclusion_list() -> list[tuple[str, str]]:
    """Return what the book says it leaves out, and where its reader finds that."""
    return [
        (exclusion.what, exclusion.reason[:1].upper() + exclusion.reason[1:])
        for exclusion in EXCLUSIONS
        if exclusion.what
    ]


def excluded_elements(article: HtmlElement, chapter: Chapter) -> Iterator[HtmlElement]:
    """Yield what is not printed of a page."""
    exclusions = [exclusion for exclusion in EXCLUSIONS if exclusion.applies_to(chapter)]
    if paths := [path for exclusion in exclusions for path in exclusion.paths]:
        # The paths find elements alone.
        yield from cast("list[HtmlElement]", _compile_path(" | ".join(paths))(article))
    for exclusion in exclusions:
        if exclusion.columns:
            yield from _column_cells(article, exclusion.columns)


@cache
def _compile_path(path: str) -> etree.XPath:
    return etree.XPath(path)


def _column_cells(article: HtmlElement, heads: tuple[str, ...]) -> Iterator[HtmlElement]:
    """Yield the cells of columns that have one of these heads; such tables have one head row."""
    for row in article.xpath(".//table/thead/tr"):
        names = [" ".join(cell.text_content().split()) for cell in row]
        wanted = [number for number, name in enumerate(names) if name in heads]
        for line in row.getparent().getparent().iter("tr") if wanted else ():
            cells = list(line)
            if len(cells) == len(names):
                yield from (cells[number] for number in wanted)
