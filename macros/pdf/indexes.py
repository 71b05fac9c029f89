"""What stands before and after the chapters: lists of matrices and figures, indexes."""

from collections.abc import Iterable

from ..model import kinds
from ..text import natural
from .blocks import Listed
from .book import Chapter, Manner
from .notation import array, call, literal

DEEPEST = 3
"""How many levels the contents have."""
LONGEST = 60
"""How many letters of a title an index has."""
ROLES = "roles"
"""The kind of record that has an index of the pages on which it is named."""


def lists(listed: Iterable[Listed]) -> str:
    """Return the list of matrices and the list of figures."""
    several = list(listed)
    parts = []
    for kind, title in (("matrix", "Matrices"), ("figure", "Figures")):
        lines = [
            f"({literal(one.title)}, {literal(one.label)})" for one in several if one.kind == kind
        ]
        if lines:
            parts.append(f"({literal(title)}, {array(lines)})")
    return array(parts)


def lines_of_contents(chapters: Iterable[Chapter]) -> int:
    """Return how many lines the contents have: the indexes stand in them too."""
    set_out = [one for one in chapters if one.manner not in (Manner.ENTRY, Manner.PLACED)]
    return sum(one.depth <= DEEPEST for one in set_out) + 2


def record_index(chapters: Iterable[Chapter]) -> str:
    """Return the index of records: what people know each by, what else names it, its page."""
    shown = {folder for folder, kind in kinds().items() if kind.shows_id}
    entries = [
        (one.id, _short(one.title), one.anchor)
        if one.kind in shown
        else (_short(one.title), one.id, one.anchor)
        for one in chapters
        if one.kind
    ]
    lines = [
        array(literal(part) for part in entry)
        for entry in sorted(entries, key=lambda entry: natural(entry[0]))
    ]
    return call("record-index", array(lines)) if lines else ""


def _short(title: str) -> str:
    """Return a title of at most a line; the page it leads to has it whole."""
    # The dots stay with the word before them.
    return title if len(title) <= LONGEST else f"{title[:LONGEST].rpartition(' ')[0]}\u00a0…"


def role_index(chapters: Iterable[Chapter]) -> str:
    """Return the index of roles: the page of each, and the pages on which it is named."""
    roles = sorted(
        (chapter for chapter in chapters if chapter.kind == ROLES),
        key=lambda one: natural(one.title),
    )
    lines = [f"({literal(role.title)}, {literal(role.anchor)})" for role in roles]
    return call("role-index", array(lines)) if lines else ""


def places(labels: Iterable[str]) -> str:
    """Return what tells the packing where the places are that links lead to."""
    return call("places", array(literal(label) for label in sorted(labels)))
