"""Pages of the finished site in, articles for the book out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree, html
from lxml.html import HtmlElement

from ..diagnostics import Finding
from . import brevity, nesting, selection
from .article import Reading
from .book import Chapter, ChapterLayout
from .elements import BLOCKS
from .linking import Links

_SCREEN_TAGS = frozenset(("nav", "form", "button", "script", "style", "template", "dialog"))
_SCREEN_CLASSES = ("md-source-file", "aims-screen")
_SCREEN_LINKS = ("headerlink", "md-content__button", "footnote-backref")
_FOLDED = './/details[contains(@class, "aims-details")]'
"""Content that a reader of the site opens; the book has it open."""
_PICTURE_IN_WORDS = "aims-words"
"""The class of texts for people who cannot see a picture: the book has its alternative text."""
TITLE_ONLY = ("requirements",)
"""Kinds whose pages only collect facts of other records: the book prints their titles alone."""
_ASIDE = ("aims-mentions", "aims-head", "aims-strip")
_FACTS, _STRIP = "aims-facts", "aims-strip"
FEW_WORDS, MANY_WORDS = 300, 900
"""A record of fewer words is an entry of a register, one of more words begins a page."""
FEW_FACTS = 6
"""The largest number of facts in a strip below a heading that is set like other facts."""
_SPACE = re.compile(r"[ \t\r\n\f]+")
_CONTROL = bytes(code for code in range(32) if chr(code) not in "\t\n\r\f")
_FORM_FEED = bytes.maketrans(b"\f", b" ")
_NONCHARACTER = re.compile(b"\xef\xbf[\xbe\xbf]")
_REFERENCE = re.compile(rb"&#(?:0*(\d{1,7})|[xX]0*([0-9a-fA-F]{1,6}))(?![0-9a-fA-F]);?")


def read(
    site: Path, chapters: Iterable[Chapter], whole: bool = False, classification: str = ""
) -> list[Reading]:
    """Return the article of every chapter, with its links to places of the book.

    `whole` says whether records are printed without exclusions. `classification` is what the
    running foot says: records do not repeat it.
    """
    opened = [_read_chapter(site, chapter, whole, classification) for chapter in chapters]
    found = list(_even_out(opened))
    links = Links(site, found)
    followed = [
        replace(reading, findings=(*reading.findings, *links.follow(reading))) for reading in found
    ]
    for reading in followed:
        if reading.article is not None:
            links.insert_anchors(reading.article)
            if not whole:
                brevity.abbreviate(reading.article, reading.chapter.layout)
    return followed


def _read_chapter(site: Path, chapter: Chapter, whole: bool, classification: str) -> Reading:
    """Return a chapter with its page, without the parts that only a screen needs."""
    if not chapter.path:
        return Reading(chapter, None)
    if chapter.kind in TITLE_ONLY and chapter.register and (site / chapter.path).is_file():
        return Reading(replace(chapter, layout=ChapterLayout.ENTRY), None)
    article = _article(site / chapter.path)
    if article is None:
        missing = Finding(chapter.where, f"{chapter.path} is not in the site", rule="pdf-page")
        return Reading(chapter, None, (missing,))
    for fold in article.xpath(
        ".//details[contains(@class, 'aims-foldable') or @class='aims-stage']"
    ):
        _make_section(fold)
    _unfold(article)
    lost = _drop(element for element in article.iterdescendants("*") if _is_for_screens(element))
    if too_deep := nesting.find_deep_nesting(article, chapter):
        return Reading(chapter, None, (too_deep,))
    if not whole:
        _drop(_repeated_facts(article, chapter, classification))
        lost |= _drop(selection.excluded_elements(article, chapter))
    chapter = replace(chapter, layout=_choose_layout(chapter, article))
    _merge_facts(article, whole)
    _collapse_spaces(article)
    for element in article.xpath(".//*[@id]"):
        element.set("id", f"{chapter.anchor}--{element.get('id')}")
    _level_headings(article, chapter)
    return Reading(chapter, article, unprinted=frozenset(f"{chapter.anchor}--{id}" for id in lost))


def _even_out(readings: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the readings; all records of a register get the layout that most of them have."""
    layouts: dict[str, Counter[ChapterLayout]] = {}
    for reading in readings:
        if reading.chapter.kind and reading.article is not None:
            layouts.setdefault(reading.chapter.register, Counter())[reading.chapter.layout] += 1
    for reading in readings:
        chapter, counts = reading.chapter, layouts.get(reading.chapter.register, Counter())
        if chapter.kind and chapter.depth > 1 and reading.article is not None:
            most = max(
                ChapterLayout.CHAPTER,
                ChapterLayout.SECTION,
                ChapterLayout.ENTRY,
                key=lambda layout: counts[layout],
            )
            # A long record cannot be an entry of a few lines.
            if chapter.layout is not ChapterLayout.CHAPTER or most is not ChapterLayout.ENTRY:
                chapter = replace(chapter, layout=most)
        yield replace(reading, chapter=chapter)


def _is_for_screens(element: HtmlElement) -> bool:
    """Return whether an element is for screens only."""
    if element.tag in _SCREEN_TAGS:
        return True
    names = element.get("class", "")
    if any(name in names for name in _SCREEN_CLASSES):
        return True
    if element.tag == "a":
        return any(name in names for name in _SCREEN_LINKS)
    if element.tag == "details" and _PICTURE_IN_WORDS in names:
        return True
    return element.get("hidden") is not None or element.get("data-print-exclude") is not None


def _make_section(fold: HtmlElement) -> None:
    """Make a folded section an ordinary one."""
    fold.tag = "section"
    for summary in fold.findall("summary"):
        for note in summary.findall("small"):
            note.drop_tree()
        summary.drop_tag()


def _unfold(article: HtmlElement) -> None:
    """Put folded content in its place; further facts of a strip become a part of the strip."""
    for details in article.xpath(_FOLDED):
        strip, facts = details.getprevious(), details.find("./dl")
        _drop(details.findall("./summary"))
        if facts is not None and strip is not None and _STRIP in strip.get("class", ""):
            strip.extend(list(facts))
            facts.drop_tree()
        details.drop_tag()


def _drop(parts: Iterable[HtmlElement]) -> frozenset[str]:
    """Remove elements from their page; return all ids in them."""
    lost: set[str] = set()
    for part in list(parts):
        if part.getparent() is not None:
            lost.update(part.xpath("descendant-or-self::*/@id"))
            part.drop_tree()
    return frozenset(lost)


def _repeated_facts(
    article: HtmlElement, chapter: Chapter, classification: str
) -> Iterator[HtmlElement]:
    """Yield facts about a record that are in its heading or in the running foot."""
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
    # The frame and the navigation around the article are not parsed.
    first, last = content.rfind(b"<article"), content.rfind(b"</article>")
    if 0 <= first < last:
        content = content[first : last + len(b"</article>")]
    page = html.document_fromstring(_clean(content), parser=_parser())
    found = [*page.iter("main"), *page.iter("article")]
    return found[-1] if found else page.find("body")


def _clean(content: bytes) -> bytes:
    """Return HTML without the characters that XML does not allow: lxml raises on each."""
    content = content.translate(_FORM_FEED, _CONTROL)
    return _REFERENCE.sub(_check_reference, _NONCHARACTER.sub(b"", content))


def _check_reference(reference: re.Match[bytes]) -> bytes:
    """Return a character reference; nothing if XML does not allow its character (XML 1.0, 2.2)."""
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    refused = (code < 32 and code not in (9, 10, 13)) or code in (0xFFFE, 0xFFFF)
    return b"" if refused else reference[0]


def _parser() -> html.HTMLParser:
    """Return a parser with one class for all elements: lxml would look it up for each of them."""
    # Without `huge_tree` deeply nested elements and very long texts would be left out silently.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    parser.set_element_class_lookup(
        etree.ElementDefaultClassLookup(element=HtmlElement, comment=html.HtmlComment)
    )
    return parser


def _choose_layout(chapter: Chapter, article: HtmlElement) -> ChapterLayout:
    """Return the layout of a chapter, by its depth and the number of its own words."""
    if not chapter.kind or chapter.depth == 1:
        return ChapterLayout.CHAPTER if chapter.depth == 1 else ChapterLayout.SECTION
    words = sum(len(text.split()) for text in own_texts(article))
    if words > MANY_WORDS:
        return ChapterLayout.CHAPTER
    return ChapterLayout.ENTRY if words < FEW_WORDS else ChapterLayout.SECTION


def own_texts(article: HtmlElement) -> Iterator[str]:
    """Yield the texts of a page, without its head and the list of records that mention it."""
    for child in article:
        if isinstance(child.tag, str) and not set(_ASIDE) & set(child.get("class", "").split()):
            yield from child.itertext()


def _merge_facts(article: HtmlElement, whole: bool) -> None:
    """Merge lists of facts that follow one another; a short strip is a list of facts too."""
    for strip in article.xpath(f'./dl[contains(@class, "{_STRIP}")]') if not whole else ():
        if len(strip) <= FEW_FACTS:
            strip.set("class", _FACTS)
    for facts in article.xpath(f'.//dl[contains(@class, "{_FACTS}")]'):
        before = facts.getprevious()
        follows = before is not None and before.tag == "dl" and not (before.tail or "").strip()
        if follows and _FACTS in before.get("class", "").split():
            before.extend(list(facts))
            facts.drop_tree()


def _collapse_spaces(element: HtmlElement, spaced: bool = True) -> bool:
    """Collapse white space as a browser does; return whether the last letter is a space.

    `spaced` says whether the letter before the element is a space or the beginning of a line.
    """
    if not isinstance(element.tag, str):
        return spaced
    if element.tag in ("pre", "svg", "textarea"):
        return True
    block = element.tag in BLOCKS
    element.text, spaced = _collapse(element.text, spaced or block)
    for child in element:
        spaced = _collapse_spaces(child, spaced) or child.tag == "br"
        child.tail, spaced = _collapse(child.tail, spaced)
    return block or spaced


def _collapse(text: str | None, spaced: bool) -> tuple[str | None, bool]:
    if not text:
        return text, spaced
    text = _SPACE.sub(" ", text)
    if spaced and text.startswith(" "):
        text = text[1:]
    return text, text.endswith(" ") if text else spaced


def _level_headings(article: HtmlElement, chapter: Chapter) -> None:
    """Set the levels of a page's headings below that of its chapter, without a gap."""
    level = chapter.depth
    for heading in article.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        if heading.tag == "h1":
            heading.set("data-level", str(chapter.depth))
            continue
        level = min(chapter.depth + int(heading.tag[1]) - 1, level + 1)
        heading.set("data-level", str(level))
