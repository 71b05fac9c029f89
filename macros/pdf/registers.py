"""Records that get no entry of their own, because a row of their register has all their words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from lxml import html
from lxml.html import HtmlElement

from .article import Reading
from .book import ChapterLayout
from .elements import words

_WORD = re.compile(r"\w+")


def merge_into_registers(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings; a record that its register repeats completely becomes a row of it.

    Changes the articles of registers in place: links to such a record lead to its row.
    """
    registers = {reading.chapter.path: reading for reading in readings}
    found: list[Reading] = []
    for path, records in groupby(readings, key=lambda reading: reading.chapter.register):
        register = registers.get(path)
        rows = _rows(register.article) if register and register.article is not None else {}
        for reading in records:
            row = _find_row(rows, reading)
            if row is not None and _repeats_all(row, reading):
                row.insert(0, _place(reading.chapter.anchor, row))
                chapter = replace(reading.chapter, layout=ChapterLayout.ROW)
                reading = replace(reading, chapter=chapter)
            found.append(reading)
    return found


def _rows(article: HtmlElement) -> dict[str, HtmlElement]:
    """Return the header cell of each row about a record, by the link in it."""
    found: dict[str, HtmlElement] = {}
    for link in article.xpath(".//tbody/tr/th[1]//a[@href]"):
        cell = next(link.iterancestors("th"))
        found.setdefault(link.get("href", ""), cell)
    return found


def _find_row(rows: Mapping[str, HtmlElement], reading: Reading) -> HtmlElement | None:
    """Return the header cell of the row about a record, or about the record that it assesses."""
    if not rows or not reading.chapter.kind:
        return None
    own = rows.get(f"#{reading.chapter.anchor}")
    if own is not None or reading.article is None:
        return own
    title = reading.article.xpath("string(.//h1[1])").split()
    for place in reading.article.xpath(".//dd//a/@href"):
        named = rows.get(place)
        # Its title must name only that record: "Applicability of A.2.2".
        if named is not None and named.xpath('string(.//*[@class="aims-id"][1])') in title:
            return named
    return None


def _repeats_all(cell: HtmlElement, reading: Reading) -> bool:
    """Return whether the row of a cell has every word of a record's own page."""
    if reading.article is None:
        return True
    if reading.chapter.layout is not ChapterLayout.ENTRY:
        return False
    row = cell.getparent()
    assert row is not None
    # There is no space between the texts of two cells.
    known = set(_WORD.findall(" ".join(row.itertext()).casefold()))
    for name in reading.article.iter("dt", "h2", "h3", "small"):
        known.update(_WORD.findall(words(name).casefold()))
    own = " ".join(reading.article.xpath(".//text()[not(ancestor::h1)]")).casefold()
    return set(_WORD.findall(own)) <= known


def _place(anchor: str, cell: HtmlElement) -> HtmlElement:
    """Return an anchor for the beginning of a cell, with the cell's text as its tail."""
    place: HtmlElement = html.Element("a", id=anchor)
    place.tail, cell.text = cell.text, None
    return place
