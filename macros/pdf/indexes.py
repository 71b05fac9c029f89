"""What is before and after the chapters: lists of matrices and figures, indexes."""

from collections.abc import Iterable

from ..model import kinds
from ..text import natural_key
from .blocks import ListEntry
from .book import Chapter, ChapterLayout
from .notation import array, call, literal

DEEPEST = 3
"""How many levels the contents have."""
LONGEST = 60
"""How many letters of a title an index shows."""
ROLES = "roles"
"""The kind of record that has an index of the pages on which it is named."""


def matrix_and_figure_lists(listed: Iterable[ListEntry]) -> str:
    """Return the list of matrices and the list of figures."""
    entries = list(listed)
    parts = []
    for kind, title in (("matrix", "Matrices"), ("figure", "Figures")):
        lines = [
            f"({literal(entry.title)}, {literal(entry.label)})"
            for entry in entries
            if entry.kind == kind
        ]
        if lines:
            parts.append(f"({literal(title)}, {array(lines)})")
    return array(parts)


def count_contents_lines(chapters: Iterable[Chapter]) -> int:
    """Return how many lines the contents have, those of the two indexes included."""
    listed = [
        chapter
        for chapter in chapters
        if chapter.layout not in (ChapterLayout.ENTRY, ChapterLayout.ROW)
    ]
    return sum(chapter.depth <= DEEPEST for chapter in listed) + 2


def record_index(chapters: Iterable[Chapter]) -> str:
    """Return the index of records: id and title of each, the one that readers know first."""
    shown = {folder for folder, kind in kinds().items() if kind.shows_id}
    entries = [
        (chapter.id, _shorten(chapter.title), chapter.anchor)
        if chapter.kind in shown
        else (_shorten(chapter.title), chapter.id, chapter.anchor)
        for chapter in chapters
        if chapter.kind
    ]
    lines = [
        array(literal(part) for part in names)
        for names in sorted(entries, key=lambda names: natural_key(names[0]))
    ]
    return call("record-index", array(lines)) if lines else ""


def _shorten(title: str) -> str:
    """Return the beginning of a long title; the page that it leads to has all of it."""
    # The dots stay on the line of the word before them.
    return title if len(title) <= LONGEST else f"{title[:LONGEST].rpartition(' ')[0]}\u00a0…"


def role_index(chapters: Iterable[Chapter]) -> str:
    """Return the index of roles: the page of each, and the pages on which it is named."""
    roles = sorted(
        (chapter for chapter in chapters if chapter.kind == ROLES),
        key=lambda chapter: natural_key(chapter.title),
    )
    lines = [f"({literal(role.title)}, {literal(role.anchor)})" for role in roles]
    return call("role-index", array(lines)) if lines else ""


def place_list(labels: Iterable[str]) -> str:
    """Return the list of places that links lead to; `packing` reads their positions from it."""
    return call("places", array(literal(label) for label in sorted(labels)))
