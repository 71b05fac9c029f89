"""Which pages are in the book, in which order, at which depth."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import Self

from ..diagnostics import Location
from ..pages._outline import Outline, OutlineEntry

GLOSSARY = "terms"
"""The kind of record whose register is the last chapter of the book, its glossary."""


class ChapterLayout(Enum):
    """How much room a chapter gets."""

    CHAPTER = "begins a page"
    SECTION = "follows the chapter before it"
    ENTRY = "is an entry of a register, in a few lines"
    ROW = "is a row of its register"


@dataclass(frozen=True)
class Chapter:
    """A page of the site as a chapter of the book, or a heading above chapters."""

    title: str
    depth: int
    """The level of its heading: 1 for a part of the book."""
    path: str = ""
    """Its file in the site; empty if it is only a heading."""
    where: Location = field(default_factory=lambda: Location("site"))
    """The file and line that findings about it name."""
    kind: str = ""
    id: str = ""
    layout: ChapterLayout = ChapterLayout.CHAPTER
    register: str = ""
    """The path of the register it belongs to."""
    numbered: bool = True
    """Whether its heading has a number, if the book numbers headings of its level."""

    @cached_property
    def anchor(self) -> str:
        """The label that links lead to."""
        return "p-" + (re.sub(r"[^A-Za-z0-9.]+", "-", self.address).strip("-") or "index")

    @property
    def address(self) -> str:
        """The address of the page in the site: `roles/data-steward/`."""
        return self.path.removesuffix("index.html") or self.title

    @classmethod
    def from_entry(cls, entry: OutlineEntry, depth: int, stem: str) -> Self:
        """Return the chapter of an entry of the outline, at a level, in a register."""
        written = entry.source or entry.path or entry.title
        return cls(
            title=entry.title,
            depth=depth,
            path=entry.path,
            where=Location(written, entry.line if entry.source else 1),
            kind=entry.kind,
            id=entry.id,
            register=stem,
        )


def chapters(outline: Outline, without: Iterable[str] = ()) -> list[Chapter]:
    """Return all chapters in reading order, the glossary last.

    Pages below the paths `without` are left out.
    """
    left_out = tuple(path.strip("/") + "/" for path in without)
    entries = tuple(_printed_entries(outline.entries, left_out))
    all_chapters = list(_chapters_below(entries, 1, ""))
    glossary_terms = [chapter for chapter in all_chapters if chapter.kind == GLOSSARY]
    if not glossary_terms:
        return all_chapters
    register = glossary_terms[0].register
    heads = [chapter for chapter in all_chapters if chapter.path == register]
    rest = [
        chapter
        for chapter in all_chapters
        if chapter not in glossary_terms and chapter not in heads
    ]
    glossary = [replace(chapter, title="Glossary", depth=1) for chapter in heads]
    return [*rest, *glossary, *(replace(chapter, depth=2) for chapter in glossary_terms)]


def single_chapter(outline: Outline, path: str) -> list[Chapter]:
    """Return the chapter of one page as a list; an empty list if the site has no such page."""
    wanted = path.strip("/").removesuffix("index.html").strip("/")
    for chapter in _chapters_below(outline.entries, 1, ""):
        if chapter.path and chapter.address.strip("/") == wanted:
            return [replace(chapter, depth=1)]
    return []


def _printed_entries(
    entries: Iterable[OutlineEntry], without: tuple[str, ...]
) -> Iterator[OutlineEntry]:
    """Yield the entries that are printed, and the headings above at least one of them."""
    for entry in entries:
        below = tuple(_printed_entries(entry.entries, without))
        printed = entry.printed and entry.path and not entry.path.startswith(without or "/")
        if printed or below:
            path = entry.path if printed else ""
            yield entry.model_copy(update={"entries": below, "path": path})


def _chapters_below(entries: tuple[OutlineEntry, ...], depth: int, stem: str) -> Iterator[Chapter]:
    for entry in entries:
        yield Chapter.from_entry(entry, depth, stem)
        # The records of a register follow it; pages that people put below it come after them.
        for of_records in (True, False):
            below = tuple(child for child in entry.entries if bool(child.kind) is of_records)
            yield from _chapters_below(below, depth + 1, entry.path)
