"""What stands before and after the chapters: lists of matrices and figures, indexes."""

from collections.abc import Iterable, Mapping

from ..manual import natural
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
    """Return the index of records: id, title and page of each."""
    records = sorted(
        (chapter for chapter in chapters if chapter.kind), key=lambda one: natural(one.id)
    )
    lines = [
        f"({literal(one.id)}, {literal(_short(one.title))}, {literal(one.anchor)})"
        for one in records
    ]
    return call("record-index", array(lines)) if lines else ""


def _short(title: str) -> str:
    """Return a title of at most a line; the page it leads to has it whole."""
    return title if len(title) <= LONGEST else f"{title[:LONGEST].rpartition(' ')[0]} …"


def role_index(chapters: Iterable[Chapter], references: Mapping[str, list[str]]) -> str:
    """Return the index of roles: the page of each, and the pages on which it is named."""
    roles = sorted(
        (chapter for chapter in chapters if chapter.kind == ROLES),
        key=lambda one: one.title.casefold(),
    )
    lines = []
    for role in roles:
        places = array(literal(place) for place in references.get(role.anchor, ()))
        lines.append(f"({literal(role.title)}, {literal(role.anchor)}, {places})")
    return call("role-index", array(lines)) if lines else ""


def places(labels: Iterable[str]) -> str:
    """Return what tells the packing where the places are that links lead to."""
    return call("places", array(literal(label) for label in sorted(labels)))
