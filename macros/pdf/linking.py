"""Links between pages of the site become links between places of the book."""

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

from ..diagnostics import Finding
from ..model._addresses import SCHEMES
from .article import Reading
from .elements import holds_notes, words

EXTERNAL = SCHEMES
BOOK = "downloads/manual.pdf"
"""The book itself: the site links to it before it exists."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CONTAINERS = (
    "p",
    "div",
    "section",
    "li",
    "td",
    "th",
    "dd",
    "dt",
    "span",
    "blockquote",
    "header",
    "b",
)
"""Elements that can hold an anchor; the anchor of any other element is in front of it."""


class Links:
    """Every place in the book that a link can lead to."""

    def __init__(self, site: Path, readings: Iterable[Reading]) -> None:
        self._site = site
        self._pages: dict[str, str] = {}
        self._places: dict[str, str] = {}
        """The label of each place, by its anchor in the site."""
        self._bare: set[str] = set()
        """The anchors of pages of which only the title is printed."""
        self._linked: set[str] = set()
        for reading in readings:
            anchor = reading.chapter.anchor
            self._places[anchor] = anchor
            # A link to a part that is not printed leads to the beginning of its page.
            self._places |= dict.fromkeys(reading.unprinted, anchor)
            if reading.chapter.path:
                self._pages[reading.chapter.path] = anchor
            if reading.article is None:
                self._bare.add(anchor)
            else:
                self._places |= {id: id for id in reading.article.xpath(".//@id")}
                self._places |= dict.fromkeys(reading.article.xpath(".//h1/@id"), anchor)

    def follow(self, reading: Reading) -> Iterator[Finding]:
        """Point the links of a chapter into the book; yield a finding for each broken link.

        Changes the article in place. A link to a page that is not printed becomes text.
        """
        if reading.article is None:
            return
        for link in reading.article.iter("a"):
            href = link.get("href")
            if href is None:
                continue
            parts = urlsplit(href)
            if parts.scheme in EXTERNAL or parts.netloc:
                continue
            path, fragment = unquote(parts.path), unquote(parts.fragment)
            place = self._place(reading.chapter.path, path, fragment)
            if place in self._places:
                link.set("href", f"#{self._places[place]}")
                self._linked.add(self._places[place])
                continue
            del link.attrib["href"]
            if self._is_broken(reading.chapter.path, path, place):
                yield Finding(
                    reading.chapter.where,
                    f"{reading.chapter.title}: the link '{words(link)}' leads nowhere ({href})",
                    rule="pdf-link",
                )

    def insert_anchors(self, article: HtmlElement) -> None:
        """Put an `a` without words at each place that links lead to; remove all other ids.

        Changes the article in place, once the links of all chapters were followed.
        """
        for element in list(article.iter()):
            if not isinstance(element.tag, str) or element.tag == "a" or not element.get("id"):
                continue
            # Notes are found by their ids, and drawings use those of their own parts.
            if next(element.iterancestors("svg"), None) is not None or _is_note(element):
                continue
            if element.get("id") not in self._linked:
                del element.attrib["id"]
            elif element.tag not in _HEADINGS:
                _insert_anchor(element)

    def _place(self, origin: str, path: str, fragment: str) -> str:
        """Return the place that a link leads to, whether or not the book has it."""
        anchor = self._pages.get(_target(origin, path), "")
        bare = not fragment or anchor in self._bare
        return anchor if bare or not anchor else f"{anchor}--{fragment}"

    def _is_broken(self, origin: str, path: str, place: str) -> bool:
        """Return whether a link leads neither to a place of the book nor to a file of the site."""
        target = _target(origin, path)
        if target in self._pages:
            return bool(place)
        return target != BOOK and not (self._site / target).exists()


def _is_note(element: HtmlElement) -> bool:
    return element.tag == "li" and any(
        holds_notes(ancestor) for ancestor in element.iterancestors()
    )


def _insert_anchor(element: HtmlElement) -> None:
    """Move the id of an element to an anchor inside it, or in front of it."""
    place = html.Element("a", id=element.attrib.pop("id"))
    if element.tag == "tr" and len(element):
        element = element[0]
    if element.tag in _CONTAINERS:
        place.tail, element.text = element.text, None
        element.insert(0, place)
    else:
        parent = element.getparent()
        while parent.tag not in (*_CONTAINERS, "article", "body", "main", "figure"):
            element, parent = parent, parent.getparent()
        parent.insert(parent.index(element), place)


def _target(origin: str, path: str) -> str:
    """Return the file in the site that a link's path leads to, seen from a page."""
    if not path:
        return origin
    folder = "/" + posixpath.dirname(origin)
    target = posixpath.normpath(posixpath.join(folder, path)).strip("/")
    if path.endswith(("/", "/.", "/..")) or path in (".", ".."):
        return f"{target}/index.html".lstrip("/")
    return target
