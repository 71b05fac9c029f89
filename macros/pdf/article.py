"""A chapter together with its article."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ..diagnostics import Finding
from .book import Chapter


@dataclass(frozen=True)
class Reading:
    """A chapter with its article."""

    chapter: Chapter
    article: HtmlElement | None
    """What is on the page; None if the chapter is only a heading."""
    findings: tuple[Finding, ...] = field(default=())
    unprinted: frozenset[str] = field(default=frozenset())
    """The anchors of places on the page that are not printed."""
