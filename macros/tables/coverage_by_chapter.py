from collections import Counter

from ..manual import Manual
from ..manual.conformity import STATES, conformity
from ..manual.coverage import leaves, parents
from ..model.requirement import Requirement
from ._table import Row, Table

_HEADS = ("Conform", "In part", "Gaps", "Not assessed", "Not applicable")
"""The words for the states, in their order."""


def table(manual: Manual) -> Table:
    """The number of requirements in each chapter of the standard, by their state."""
    chapters: dict[str, Counter[str]] = {}
    heads: dict[str, Requirement] = {}
    for part in leaves(manual, "clause", "control"):
        chapter = next(iter(parents(manual, part)), part)
        heads[chapter.key] = chapter
        chapters.setdefault(chapter.key, Counter())[conformity(manual, part)] += 1
    rows = [_row(heads[key], states) for key, states in chapters.items()]
    if rows:
        rows.append(_row("All", sum(chapters.values(), Counter())))
    return Table(
        "Coverage by chapter",
        "Chapter",
        ("Requirements", *_HEADS),
        rows=tuple(rows),
        empty_text="The standard of the organisation is not recorded.",
    )


def _row(head: object, states: Counter[str]) -> Row:
    return Row(head, (states.total(), *(states[state] for state in STATES)))
