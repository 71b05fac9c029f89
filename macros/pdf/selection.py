"""The parts of pages that the book leaves out, each with the place where readers find it.

Whole pages are left out by `print: false` at their beginning, and by `--without`. The PDF of a
single page, policy or role leaves nothing out.
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
    """A part of pages that the book does not print."""

    kinds: tuple[str, ...]
    """The kinds of record on whose pages it is; empty for all kinds."""
    reason: str
    """Where readers of the book find it instead."""
    sections: tuple[str, ...] = ()
    """The ids of the headings of its sections."""
    columns: tuple[str, ...] = ()
    """The headers of the columns of tables."""
    path: str = ""
    """An XPath of other elements."""
    pages: tuple[str, ...] = ()
    """The pages on which it is, if they are not pages of records."""
    what: str = ""
    """Its name on the control page; empty if readers do not miss it."""

    def applies_to(self, chapter: Chapter) -> bool:
        """Return whether it is on the page of a chapter."""
        if self.pages or not chapter.kind:
            return chapter.address.strip("/") in self.pages
        return not self.kinds or chapter.kind in self.kinds

    @property
    def paths(self) -> list[str]:
        """The XPaths of its elements."""
        named = [f'.//section[@aria-labelledby="{name}"]' for name in self.sections]
        return [*named, *([self.path] if self.path else [])]


EXCLUSIONS = (
    Exclusion(
        (),
        "each record names the records it refers to; the index has the page of each",
        ("mentioned-by",),
        what="The list of records that refer to a record",
    ),
    Exclusion((), "the control page lists them", ("history", "manual"), pages=("organisation",)),
    Exclusion((), "the chapter on contacts has them", ("contacts",), pages=("organisation",)),
    Exclusion((), "the heading above it names the kind", path='.//p[@class="aims-kind"]'),
    Exclusion(
        (),
        "the text of the record names the same records",
        path=".//figure[@data-search-exclude]",
        what="The diagram of the records around a record",
    ),
    Exclusion(
        ("roles", "processes"),
        "the responsibility matrix has these cells",
        ("matrix",),
        what="The letters of a role or process in the responsibility matrix",
    ),
    Exclusion(
        ("activities",),
        "the responsibility matrix has these cells",
        ("who",),
        what="The roles that take part in an activity",
    ),
    Exclusion(
        ("roles",),
        "the procedures name the role of each step",
        ("steps",),
        what="The procedure steps of a role",
    ),
    Exclusion(
        ("roles",),
        "each record names its owner and its next due date",
        ("owns", "due"),
        what="The owned records and due dates of a role",
    ),
    Exclusion(
        ("roles",),
        "each communication and each channel names its audience",
        ("talks", "channels"),
        what="The communication of a role",
    ),
    Exclusion(
        ("roles",),
        "each course, competence and policy names the roles that it applies to",
        ("training", "reading"),
        what="The required training and reading of a role",
    ),
    Exclusion(
        ("roles",),
        "the chapter on changes counts them by role; the attached register lists each",
        ("news",),
        what="The changes for a role",
    ),
    Exclusion(
        (),
        "the attached register of changes has the text before and after",
        path=(
            './/*[contains(@class, "aims-changes")]'
            ' | .//section[starts-with(@aria-labelledby, "changes-")]/p[@class="aims-note"]'
            ' | .//section[starts-with(@aria-labelledby, "changes-")][not(.//div)]'
        ),
        pages=("changes",),
        what="The text before a change",
    ),
    Exclusion(
        ("roles",), "the site has an onboarding page for each role", path='.//p[@class="aims-note"]'
    ),
    Exclusion(
        ("policies",),
        "each communication names its subject",
        ("told",),
        what="The communication about a policy",
    ),
    Exclusion(
        ("interested-parties",),
        "each communication names its audience",
        ("told",),
        what="The communication to an interested party",
    ),
    Exclusion(
        ("channels",),
        "each communication names its channel",
        ("communications",),
        what="The communication through a channel",
    ),
    Exclusion(
        ("processes",),
        "each resource names the processes and AI systems that it supports",
        ("resources",),
        what="The resources of a process",
    ),
    Exclusion(
        ("ai-systems", "processes"),
        "each risk names the processes and AI systems that it affects",
        ("risks",),
        what="The risks to a process or AI system",
    ),
    Exclusion(
        ("metrics",),
        "the attached data has all values",
        ("measurements",),
        what="The single values of a metric",
    ),
    Exclusion(("people",), "the table above lists the holders of roles", ("roles",)),
    Exclusion(
        ("applicability",),
        "the Statement of Applicability names it; the attached data has the dates of its reviews",
        ("evidence",),
        what="The evidence of a control",
    ),
    Exclusion(
        ("frameworks",),
        "the attached registers list all pairs",
        ("shared", "new"),
        what="The pairs of a crosswalk",
    ),
    Exclusion(
        ("frameworks",),
        "each part of the framework names the records that address it",
        ("records",),
        what="The list of records shared with another management system",
    ),
    Exclusion(
        ("frameworks",),
        "each record that addresses a clause names its owner; the matrix has the accountable role",
        columns=("Kind", "Accountable", "Evidence"),
        what="The accountable role and the evidence beside a clause",
    ),
    Exclusion(
        (),
        "the matrix is at the beginning of its chapter; each activity is an entry below",
        path=".//figure",
        pages=("activities",),
    ),
    Exclusion(
        (),
        "each record is an entry below, with the same facts and more",
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
        ("documents",),
        "the master list above has the same facts",
        path='./dl[contains(@class, "aims-strip")]',
    ),
    Exclusion(
        ("applicability",),
        "the statement above has the same facts",
        path='./dl[contains(@class, "aims-strip")]',
    ),
)
"""All parts of pages that the book leaves out."""


def exclusion_list() -> list[tuple[str, str]]:
    """Return the exclusions that the control page lists: what is left out, and where it is."""
    return [
        (exclusion.what, exclusion.reason[:1].upper() + exclusion.reason[1:])
        for exclusion in EXCLUSIONS
        if exclusion.what
    ]


def excluded_elements(article: HtmlElement, chapter: Chapter) -> Iterator[HtmlElement]:
    """Yield the elements of a page that the book leaves out."""
    exclusions = [exclusion for exclusion in EXCLUSIONS if exclusion.applies_to(chapter)]
    if paths := [path for exclusion in exclusions for path in exclusion.paths]:
        # These paths select elements only.
        yield from cast("list[HtmlElement]", _compile_path(" | ".join(paths))(article))
    for exclusion in exclusions:
        if exclusion.columns:
            yield from _column_cells(article, exclusion.columns)


@cache
def _compile_path(path: str) -> etree.XPath:
    return etree.XPath(path)


def _column_cells(article: HtmlElement, heads: tuple[str, ...]) -> Iterator[HtmlElement]:
    """Yield the cells of columns with one of these headers, in tables with one header row."""
    for row in article.xpath(".//table/thead/tr"):
        names = [" ".join(cell.text_content().split()) for cell in row]
        wanted = [number for number, name in enumerate(names) if name in heads]
        for line in row.getparent().getparent().iter("tr") if wanted else ():
            cells = list(line)
            if len(cells) == len(names):
                yield from (cells[number] for number in wanted)
