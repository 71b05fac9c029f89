"""Records that need no page of their own, because a row of their register says all they say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from lxml import html
from lxml.html import HtmlElement

from .article import Reading
from .book import Layout
from .elements import words

_WORD = re.compile(r"\w+")


def merge_into_registers(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings; records that a register says all about have their place in its row."""
    registers = {reading.chapter.path: reading for reading in readings}
    found: list[Reading] = []
    for path, records in groupby(readings, key=lambda reading: reading.chapter.register):
        register = registers.get(path)
        rows = _rows(register.article) if register and register.article is not None else {}
        for reading in records:
            row = _find_row(rows, reading)
            if row is not None and _repeats_all(row, reading):
                row.insert(0, _place(reading.chapter.anchor, row))
                chapter = replace(reading.chapter, layout=Layout.ROW)
                reading = replace(reading, chapter=chapter)
            found.append(reading)
    return found


def _rows(article: HtmlElement) -> dict[str, HtmlElement]:
    """Return the head cell of each row that is about a record, by what it links to."""
    found: dict[str, HtmlElement] = {}
    for link in article.xpath(".//tbody/tr/th[1]//a[@href]"):
        cell = next(link.iterancestors("th"))
        found.setdefault(link.get("href", ""), cell)
    return found


def _find_row(rows: Mapping[str, HtmlElement], reading: Reading) -> HtmlElement | None:
    """Return the row about a record, or about what it names: the control that it judges."""
    if not rows or not reading.chapter.kind:
        return None
    own = rows.get(f"#{reading.chapter.anchor}")
    if own is not None or reading.article is None:
        return own
    title = reading.article.xpath("string(.//h1[1])").split()
    for place in reading.article.xpath(".//dd//a/@href"):
        named = rows.get(place)
        # Its title must say no more than what it is about: "Applicability of A.2.2".
        if named is not None and named.xpath('string(.//*[@class="aims-id"][1])') in title:
            return named
    return None


def _repeats_all(cell: HtmlElement, reading: Reading) -> bool:
    """Return whether the row of a cell has every word of a record's own page."""
    if reading.article is None:
        return True
    if reading.chapter.layout is not Layout.ENTRY:
        return False
    row = cell.getparent()
    assert row is not None
    # Cells stand side by side without a space between them.
    known = set(_WORD.findall(" ".join(row.itertext()).casefold()))
    for name in reading.article.iter("dt", "h2", "h3", "small"):
        known.update(_WORD.findall(words(name).casefold()))
    own = " ".join(reading.article.xpath(".//text()[not(ancestor::h1)]")).casefold()
    return set(_WORD.findall(own)) <= known


def _place(anchor: str, cell: HtmlElement) -> HtmlElement:
    """Return a place to stand before the words of a cell."""
    place: HtmlElement = html.Element("a", id=anchor)
    place.tail, cell.text = cell.text, None
    return place
