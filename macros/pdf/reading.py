"""Pages of the finished site in, articles fit for a book out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from ..findings import Finding
from .book import Chapter, Manner
from .linking import Links

_SITE_ONLY = (
    ".//nav | .//form | .//button | .//script | .//style | .//template | .//dialog"
    " | .//*[@hidden] | .//*[@data-print-exclude]"
    ' | .//a[contains(@class, "headerlink") or contains(@class, "md-content__button")]'
    ' | .//*[contains(@class, "md-source-file") or contains(@class, "aims-screen")]'
    ' | .//a[contains(@class, "footnote-backref")]'
)
# What says again, for screens and for those who cannot see a picture, what the page says.
_SAID_AGAIN = './/details[contains(@class, "aims-words")]'
_PORTRAIT = ".//figure[@data-search-exclude]"
_LEFT_OUT = {"frameworks": './/section[@aria-labelledby="shared"]'}
"""What is too long for a book: crosswalks, pair by pair, are in the registers that are attached."""
GATHERED = ("requirements",)
"""Kinds whose pages only gather what others say: for a book, a row with their title is enough."""
_ASIDE = ("aims-mentions", "aims-head")
_FACTS = "aims-facts"
FEW_WORDS, MANY_WORDS = 70, 500
"""A record of few words is a row in a table, one of many begins a page."""

BLOCKS = frozenset(
    [
        "article",
        "section",
        "div",
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "pre",
        "figure",
        "figcaption",
        "details",
        "summary",
        "blockquote",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "footer",
        "svg",
        "main",
        "aside",
    ]
)
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True)
class Reading:
    """A chapter with its article."""

    chapter: Chapter
    article: HtmlElement | None
    """What is on the page; nothing where the chapter is a mere heading."""
    findings: tuple[Finding, ...] = field(default=())


def read(site: Path, chapters: Iterable[Chapter]) -> list[Reading]:
    """Return the article of every chapter, its links leading to places in the book."""
    found = [_opened(site, chapter) for chapter in chapters]
    links = Links(site, found)
    read = [replace(one, findings=(*one.findings, *links.follow(one))) for one in found]
    for reading in read:
        if reading.article is not None:
            links.settle(reading.article)
    return read


def _opened(site: Path, chapter: Chapter) -> Reading:
    """Return a chapter as it stands in the site, without what only a screen needs."""
    if not chapter.path:
        return Reading(chapter, None)
    if chapter.kind in GATHERED and chapter.stem and (site / chapter.path).is_file():
        return Reading(replace(chapter, manner=Manner.ROW), None)
    article = _article(site / chapter.path)
    if article is None:
        missing = Finding(chapter.where, f"{chapter.path} is not in the site", rule="pdf-page")
        return Reading(chapter, None, (missing,))
    unprinted = [_SITE_ONLY, _SAID_AGAIN, _LEFT_OUT.get(chapter.kind, "")]
    unprinted += [_PORTRAIT] if chapter.kind else []
    for part in article.xpath(" | ".join(path for path in unprinted if path)):
        if part.getparent() is not None:
            part.drop_tree()
    _merge_facts(article)
    _squeeze_all(article)
    for element in article.xpath(".//*[@id]"):
        element.set("id", f"{chapter.anchor}--{element.get('id')}")
    chapter = replace(chapter, manner=_manner(chapter, article))
    _level_headings(article, chapter)
    return Reading(chapter, article)


def _article(file: Path) -> HtmlElement | None:
    if not file.is_file():
        return None
    page = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    found = [*page.iter("main"), *page.iter("article")]
    return found[-1] if found else page.find("body")


def _manner(chapter: Chapter, article: HtmlElement) -> Manner:
    """Return how much room a chapter deserves, by what it says of itself."""
    if not chapter.kind or chapter.depth == 1:
        return Manner.CHAPTER if chapter.depth <= 2 else Manner.ENTRY
    words = sum(len(text.split()) for text in own_texts(article))
    if chapter.stem and words < FEW_WORDS and not article.xpath(".//table | .//svg | .//img"):
        return Manner.ROW
    return Manner.CHAPTER if words > MANY_WORDS else Manner.ENTRY


def own_texts(article: HtmlElement) -> Iterator[str]:
    """Yield the texts of a page, but not its head nor who mentions it."""
    for child in article:
        if isinstance(child.tag, str) and not set(_ASIDE) & set(child.get("class", "").split()):
            yield from child.itertext()


def _merge_facts(article: HtmlElement) -> None:
    """Make one list of lists of facts that follow one another."""
    for facts in article.xpath(f'.//dl[contains(@class, "{_FACTS}")]'):
        before = facts.getprevious()
        follows = before is not None and before.tag == "dl" and not (before.tail or "").strip()
        if follows and _FACTS in before.get("class", "").split():
            before.extend(list(facts))
            facts.drop_tree()


def _squeeze_all(element: HtmlElement, spaced: bool = True) -> bool:
    """Make white space what a browser shows of it; return whether the last letter is a space."""
    if not isinstance(element.tag, str):
        return spaced
    if element.tag in ("pre", "svg", "textarea"):
        return True
    block = element.tag in BLOCKS
    element.text, spaced = _squeezed(element.text, spaced or block)
    for child in element:
        spaced = _squeeze_all(child, spaced) or child.tag == "br"
        child.tail, spaced = _squeezed(child.tail, spaced)
    return block or spaced


def _squeezed(text: str | None, spaced: bool) -> tuple[str | None, bool]:
    if not text:
        return text, spaced
    text = _SPACE.sub(" ", text)
    if spaced and text.startswith(" "):
        text = text[1:]
    return text, text.endswith(" ") if text else spaced


def _level_headings(article: HtmlElement, chapter: Chapter) -> None:
    """Put the headings of a page below those of the book, no level left out."""
    level = chapter.depth
    for heading in article.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        if heading.tag == "h1":
            heading.set("data-level", str(chapter.depth))
            continue
        level = min(chapter.depth + int(heading.tag[1]) - 1, level + 1)
        heading.set("data-level", str(level))
