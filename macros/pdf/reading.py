"""Pages of the finished site in, articles fit for a book out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree, html
from lxml.html import HtmlElement

from ..diagnostics import Finding
from . import brevity, nesting, selection
from .book import Chapter, Manner
from .linking import Links

_SCREEN_TAGS = frozenset(("nav", "form", "button", "script", "style", "template", "dialog"))
_SCREEN_CLASSES = ("md-source-file", "aims-screen")
_SCREEN_LINKS = ("headerlink", "md-content__button", "footnote-backref")
_SAID_AGAIN = "aims-words"
"""What says again, for those who cannot see a picture, what the picture says."""
GATHERED = ("requirements",)
"""Kinds whose pages only gather what others say: for a book, their title is enough."""
_ASIDE = ("aims-mentions", "aims-head", "aims-strip")
_FACTS, _STRIP = "aims-facts", "aims-strip"
FEW_WORDS, MANY_WORDS = 300, 900
"""A record of few words is an entry of a register, one of many begins a page."""

FEW_FACTS = 6
"""So many facts need no strip of their own below a heading."""

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
    unprinted: frozenset[str] = field(default=frozenset())
    """The places on the page that are not printed."""


def read(
    site: Path, chapters: Iterable[Chapter], whole: bool = False, classification: str = ""
) -> list[Reading]:
    """Return the article of every chapter, its links leading to places in the book.

    `whole` says whether nothing is left out of a record's page, `classification` what the foot
    of each page says already.
    """
    opened = [_opened(site, chapter, whole, classification) for chapter in chapters]
    found = list(_evened(opened))
    links = Links(site, found)
    read = [replace(one, findings=(*one.findings, *links.follow(one))) for one in found]
    for reading in read:
        if reading.article is not None:
            links.settle(reading.article)
            if not whole:
                brevity.shorten(reading.article, reading.chapter.manner)
    return read


def _opened(site: Path, chapter: Chapter, whole: bool, classification: str) -> Reading:
    """Return a chapter as it stands in the site, without what only a screen needs."""
    if not chapter.path:
        return Reading(chapter, None)
    if chapter.kind in GATHERED and chapter.stem and (site / chapter.path).is_file():
        return Reading(replace(chapter, manner=Manner.ENTRY), None)
    article = _article(site / chapter.path)
    if article is None:
        missing = Finding(chapter.where, f"{chapter.path} is not in the site", rule="pdf-page")
        return Reading(chapter, None, (missing,))
    lost = _drop(one for one in article.iterdescendants("*") if _is_for_screens(one))
    if fault := nesting.fault(article, chapter):
        return Reading(chapter, None, (fault,))
    if not whole:
        _drop(_said_above(article, chapter, classification))
        lost |= _drop(selection.unprinted(article, chapter))
    chapter = replace(chapter, manner=_manner(chapter, article))
    _merge_facts(article, whole)
    _squeeze_all(article)
    for element in article.xpath(".//*[@id]"):
        element.set("id", f"{chapter.anchor}--{element.get('id')}")
    _level_headings(article, chapter)
    return Reading(chapter, article, unprinted=frozenset(f"{chapter.anchor}--{id}" for id in lost))


def _evened(readings: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the readings; records of a register look alike, be some a little longer than others."""
    manners: dict[str, Counter[Manner]] = {}
    for reading in readings:
        if reading.chapter.kind and reading.article is not None:
            manners.setdefault(reading.chapter.stem, Counter())[reading.chapter.manner] += 1
    for reading in readings:
        chapter, among = reading.chapter, manners.get(reading.chapter.stem, Counter())
        if chapter.kind and chapter.depth > 1 and reading.article is not None:
            most = max(Manner.CHAPTER, Manner.SECTION, Manner.ENTRY, key=lambda one: among[one])
            # What is long cannot be told in a few lines.
            if chapter.manner is not Manner.CHAPTER or most is not Manner.ENTRY:
                chapter = replace(chapter, manner=most)
        yield replace(reading, chapter=chapter)


def _is_for_screens(element: HtmlElement) -> bool:
    """Return whether an element is of no use on paper."""
    if element.tag in _SCREEN_TAGS:
        return True
    names = element.get("class", "")
    if any(one in names for one in _SCREEN_CLASSES):
        return True
    if element.tag == "a":
        return any(one in names for one in _SCREEN_LINKS)
    if element.tag == "details" and _SAID_AGAIN in names:
        return True
    return element.get("hidden") is not None or element.get("data-print-exclude") is not None


def _drop(parts: Iterable[HtmlElement]) -> frozenset[str]:
    """Take elements out of their page; return the ids of all that went with them."""
    lost: set[str] = set()
    for part in list(parts):
        if part.getparent() is not None:
            lost.update(part.xpath("descendant-or-self::*/@id"))
            part.drop_tree()
    return frozenset(lost)


def _said_above(
    article: HtmlElement, chapter: Chapter, classification: str
) -> Iterator[HtmlElement]:
    """Yield facts about a record that its heading says, or the foot of the page."""
    title = " ".join(article.xpath("string(.//h1[1])").split())
    for pair in article.xpath(f'./dl[contains(@class, "{_STRIP}")]/div') if chapter.kind else ():
        name, value = (" ".join(part.text_content().split()) for part in pair[:2])
        if (name == "Id" and title.startswith(value)) or (
            name == "Classification" and value == classification
        ):
            yield pair


def _article(file: Path) -> HtmlElement | None:
    if not file.is_file():
        return None
    content = file.read_bytes()
    # What stands around the article, its frame and its navigation, is not even looked at.
    first, last = content.rfind(b"<article"), content.rfind(b"</article>")
    if 0 <= first < last:
        content = content[first : last + len(b"</article>")]
    page = html.document_fromstring(content, parser=_parser())
    found = [*page.iter("main"), *page.iter("article")]
    return found[-1] if found else page.find("body")


def _parser() -> html.HTMLParser:
    """Return a parser all of whose elements are of one class: lxml would ask for each element."""
    # Without `huge_tree` what is nested deep, and a very long text, would be left out silently.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    parser.set_element_class_lookup(
        etree.ElementDefaultClassLookup(element=HtmlElement, comment=html.HtmlComment)
    )
    return parser


def _manner(chapter: Chapter, article: HtmlElement) -> Manner:
    """Return how much room a chapter deserves, by what it says of itself."""
    if not chapter.kind or chapter.depth == 1:
        return Manner.CHAPTER if chapter.depth == 1 else Manner.SECTION
    words = sum(len(text.split()) for text in own_texts(article))
    if words > MANY_WORDS:
        return Manner.CHAPTER
    return Manner.ENTRY if words < FEW_WORDS else Manner.SECTION


def own_texts(article: HtmlElement) -> Iterator[str]:
    """Yield the texts of a page, but not its head nor who mentions it."""
    for child in article:
        if isinstance(child.tag, str) and not set(_ASIDE) & set(child.get("class", "").split()):
            yield from child.itertext()


def _merge_facts(article: HtmlElement, whole: bool) -> None:
    """Make one list of lists of facts that follow one another; short strips are facts too."""
    for strip in article.xpath(f'./dl[contains(@class, "{_STRIP}")]') if not whole else ():
        if len(strip) <= FEW_FACTS:
            strip.set("class", _FACTS)
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
