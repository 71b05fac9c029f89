"""Which pages are in the book, in which order, at which depth."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import Self

from ..diagnostics import Location
from ..pages._outline import Entry, Outline

GLOSSARY = "terms"
"""The kind of record whose register stands at the end of the book, as its glossary."""


class Manner(Enum):
    """How much room a chapter takes."""

    CHAPTER = "begins a page"
    SECTION = "follows what stands before it"
    ENTRY = "is an entry of a register, in a few lines"
    PLACED = "is a row of its register"


@dataclass(frozen=True)
class Chapter:
    """A page of the site as a chapter of the book, or a heading above chapters."""

    title: str
    depth: int
    """The level of its heading: 1 for a part of the book."""
    path: str = ""
    """Its file in the site; nothing where it is a mere heading."""
    where: Location = field(default_factory=lambda: Location("site"))
    """Where somebody can put it right."""
    kind: str = ""
    id: str = ""
    manner: Manner = Manner.CHAPTER
    stem: str = ""
    """The register it belongs to, by its path."""
    numbered: bool = True
    """Whether its heading has a number, where the book numbers headings of its level."""

    @cached_property
    def anchor(self) -> str:
        """The label that links lead to."""
        return "p-" + (re.sub(r"[^A-Za-z0-9.]+", "-", self.address).strip("-") or "index")

    @property
    def address(self) -> str:
        """Where the page stands in the site: `roles/data-steward/`."""
        return self.path.removesuffix("index.html") or self.title

    @classmethod
    def of(cls, entry: Entry, depth: int, stem: str) -> Self:
        """Return the chapter that an entry of the outline becomes."""
        written = entry.source or entry.path or entry.title
        return cls(
            title=entry.title,
            depth=depth,
            path=entry.path,
            where=Location(written, entry.line if entry.source else 1),
            kind=entry.kind,
            id=entry.id,
            stem=stem,
        )


def chapters(outline: Outline, without: Iterable[str] = ()) -> list[Chapter]:
    """Return all chapters in reading order, the glossary last; none below the paths `without`."""
    left_out = tuple(path.strip("/") + "/" for path in without)
    entries = tuple(_kept(outline.entries, left_out))
    found = list(_below(entries, 1, ""))
    terms = [one for one in found if one.kind == GLOSSARY]
    if not terms:
        return found
    register = terms[0].stem
    heads = [one for one in found if one.path == register]
    rest = [one for one in found if one not in terms and one not in heads]
    glossary = [replace(one, title="Glossary", depth=1) for one in heads]
    return [*rest, *glossary, *(replace(one, depth=2) for one in terms)]


def only(outline: Outline, path: str) -> list[Chapter]:
    """Return the one chapter that a page becomes, or none where there is no such page."""
    wanted = path.strip("/").removesuffix("index.html").strip("/")
    for chapter in _below(outline.entries, 1, ""):
        if chapter.path and chapter.address.strip("/") == wanted:
            return [replace(chapter, depth=1)]
    return []


def _kept(entries: Iterable[Entry], without: tuple[str, ...]) -> Iterator[Entry]:
    """Yield the entries that are to be printed; a heading above none of them goes too."""
    for entry in entries:
        below = tuple(_kept(entry.entries, without))
        printed = entry.printed and entry.path and not entry.path.startswith(without or "/")
        if printed or below:
            path = entry.path if printed else ""
            yield entry.model_copy(update={"entries": below, "path": path})


def _below(entries: tuple[Entry, ...], depth: int, stem: str) -> Iterator[Chapter]:
    for entry in entries:
        yield Chapter.of(entry, depth, stem)
        # The records of a register follow it; what people put below it comes after them.
        for made in (True, False):
            below = tuple(one for one in entry.entries if bool(one.kind) is made)
            yield from _below(below, depth + 1, entry.path)
