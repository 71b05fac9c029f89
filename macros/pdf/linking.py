"""Links between pages in, links between places of the book out."""

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

from ..diagnostics import Finding
from ..model._addresses import SCHEMES

if TYPE_CHECKING:
    from .reading import Reading

ELSEWHERE = SCHEMES
ITSELF = "downloads/manual.pdf"
"""The book, which the site offers before it is made."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_OPEN = ("p", "div", "section", "li", "td", "th", "dd", "dt", "span", "blockquote", "header", "b")
"""Elements that can hold a place; that of any other stands before it."""


class Links:
    """Knows every place in the book that a link can lead to."""

    def __init__(self, site: Path, readings: Iterable["Reading"]) -> None:
        self._site = site
        self._pages: dict[str, str] = {}
        self._places: dict[str, str] = {}
        """The label of each place, by the id that pages know it by."""
        self._bare: set[str] = set()
        """Pages of which only the title is printed."""
        self._wanted: set[str] = set()
        for reading in readings:
            anchor = reading.chapter.anchor
            self._places[anchor] = anchor
            # What leads to a part that is not printed leads to the beginning of its page.
            self._places |= dict.fromkeys(reading.unprinted, anchor)
            if reading.chapter.path:
                self._pages[reading.chapter.path] = anchor
            if reading.article is None:
                self._bare.add(anchor)
            else:
                self._places |= {id: id for id in reading.article.xpath(".//@id")}
                self._places |= dict.fromkeys(reading.article.xpath(".//h1/@id"), anchor)

    def follow(self, reading: "Reading") -> Iterator[Finding]:
        """Make the links of a chapter lead into the book; yield those that lead nowhere."""
        if reading.article is None:
            return
        for link in reading.article.iter("a"):
            href = link.get("href")
            if href is None:
                continue
            parts = urlsplit(href)
            if parts.scheme in ELSEWHERE or parts.netloc:
                continue
            path, fragment = unquote(parts.path), unquote(parts.fragment)
            place = self._place(reading.chapter.path, path, fragment)
            if place in self._places:
                link.set("href", f"#{self._places[place]}")
                self._wanted.add(self._places[place])
                continue
            del link.attrib["href"]
            if self._is_lost(reading.chapter.path, path, place):
                yield Finding(
                    reading.chapter.where,
                    f"{reading.chapter.title}: the link '{words(link)}' leads nowhere ({href})",
                    rule="pdf-link",
                )

    def settle(self, article: HtmlElement) -> None:
        """Mark the places that links lead to by an `a` without words, and forget all others."""
        for element in list(article.iter()):
            if not isinstance(element.tag, str) or element.tag == "a" or not element.get("id"):
                continue
            # Notes are found by their id; drawings refer to their own parts.
            if next(element.iterancestors("svg"), None) is not None or _is_note(element):
                continue
            if element.get("id") not in self._wanted:
                del element.attrib["id"]
            elif element.tag not in _HEADINGS:
                _mark(element)

    def _place(self, origin: str, path: str, fragment: str) -> str:
        """Return the place a link means, whether or not the book has it."""
        anchor = self._pages.get(_target(origin, path), "")
        bare = not fragment or anchor in self._bare
        return anchor if bare or not anchor else f"{anchor}--{fragment}"

    def _is_lost(self, origin: str, path: str, place: str) -> bool:
        """Return whether a link leads neither into the book nor to another file of the site."""
        target = _target(origin, path)
        if target in self._pages:
            return bool(place)
        return target != ITSELF and not (self._site / target).exists()


def words(element: HtmlElement) -> str:
    """Return the text of an element in one line."""
    return " ".join(element.text_content().split())


def holds_notes(element: HtmlElement) -> bool:
    """Return whether an element holds the notes of a page, rather than only bears their name."""
    named = {"footnote", "footnotes"} & set(element.get("class", "").split())
    return bool(named) and bool(element.xpath("./ol/li[@id]"))


def _is_note(element: HtmlElement) -> bool:
    return element.tag == "li" and any(holds_notes(one) for one in element.iterancestors())


def _mark(element: HtmlElement) -> None:
    """Turn the id of an element into a place of its own, inside it or before it."""
    place = html.Element("a", id=element.attrib.pop("id"))
    if element.tag == "tr" and len(element):
        element = element[0]
    if element.tag in _OPEN:
        place.tail, element.text = element.text, None
        element.insert(0, place)
    else:
        parent = element.getparent()
        while parent.tag not in (*_OPEN, "article", "body", "main", "figure"):
            element, parent = parent, parent.getparent()
        parent.insert(parent.index(element), place)


def _target(origin: str, path: str) -> str:
    """Return the file in the site that a link's path means."""
    if not path:
        return origin
    folder = "/" + posixpath.dirname(origin)
    target = posixpath.normpath(posixpath.join(folder, path)).strip("/")
    if path.endswith(("/", "/.", "/..")) or path in (".", ".."):
        return f"{target}/index.html".lstrip("/")
    return target
