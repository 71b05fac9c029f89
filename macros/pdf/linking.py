"""Links between pages in, links between places of the book out."""

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from ..findings import Finding

if TYPE_CHECKING:
    from .reading import Reading

ELSEWHERE = ("http", "https", "mailto", "tel")


class Links:
    """Knows every place in the book that a link can lead to."""

    def __init__(self, site: Path, readings: Iterable["Reading"], whole: bool) -> None:
        self._site, self._whole = site, whole
        self._pages: dict[str, str] = {}
        self._places: set[str] = set()
        for reading in readings:
            anchor = reading.chapter.anchor
            self._places.add(anchor)
            if reading.chapter.path:
                self._pages[reading.chapter.path] = anchor
            if reading.article is not None:
                self._places.update(reading.article.xpath(".//@id"))

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
            place = self._place(reading.chapter.path, unquote(parts.path), unquote(parts.fragment))
            if place in self._places:
                link.set("href", f"#{place}")
                continue
            del link.attrib["href"]
            if self._is_lost(reading.chapter.path, unquote(parts.path), place):
                yield Finding(
                    reading.chapter.where,
                    f"{reading.chapter.title}: the link '{words(link)}' leads nowhere ({href})",
                    rule="pdf-link",
                )

    def _place(self, origin: str, path: str, fragment: str) -> str:
        """Return the label a link means, whether or not the book has it."""
        anchor = self._pages.get(_target(origin, path), "")
        return f"{anchor}--{fragment}" if anchor and fragment else anchor

    def _is_lost(self, origin: str, path: str, place: str) -> bool:
        """Return whether a link leads neither into the book nor to another file of the site."""
        target = _target(origin, path)
        if target in self._pages:
            return bool(place)
        return not (self._site / target).exists()


def words(element: HtmlElement) -> str:
    """Return the text of an element in one line."""
    return " ".join(element.text_content().split())


def _target(origin: str, path: str) -> str:
    """Return the file in the site that a link's path means."""
    if not path:
        return origin
    folder = "/" + posixpath.dirname(origin)
    target = posixpath.normpath(posixpath.join(folder, path)).strip("/")
    if path.endswith(("/", "/.", "/..")) or path in (".", ".."):
        return f"{target}/index.html".lstrip("/")
    return target
