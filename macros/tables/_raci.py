"""The responsibility matrix of some activities: rows of activities, columns of roles."""

from collections.abc import Iterable, Sequence

from ..manual import Manual
from ..model import Entity
from ..model.activity import LETTERS, Activity
from ..model.role import Role
from ..responsibilities import Cell, cells_in
from . import RACI, Group, Letters, Row, Table

Section = tuple[Entity | str, Sequence[Activity]]
"""The head of a group of rows, and the activities below it; one group alone needs no head."""


def raci(manual: Manual, title: str, sections: Iterable[Section]) -> Table:
    """Return a matrix of activities in groups; it has columns for the roles that take part."""
    found = [(head, list(activities)) for head, activities in sections if activities]
    alone = len(found) == 1 and not found[0][0]
    taking_part = {
        cell.role.key
        for _, activities in found
        for activity in activities
        for cell in cells_in(manual, activity)
    }
    roles = [role for role in manual.all(Role) if role.key in taking_part]
    groups = tuple(
        Group(head, tuple(_row(manual, activity, roles) for activity in activities))
        for head, activities in found
    )
    return Table(
        title,
        "Activity",
        tuple(roles),
        rows=groups[0].rows if alone else (),
        groups=() if alone else groups,
        legend=RACI,
        matrix=True,
        nothing="No activity is recorded here.",
    )


def _row(manual: Manual, activity: Activity, roles: Sequence[Role]) -> Row:
    cells = {cell.role.key: letters_of(cell) for cell in cells_in(manual, activity)}
    return Row(activity, tuple(cells.get(role.key) for role in roles))


def letters_of(cell: Cell) -> Letters:
    """Return a cell of the matrix: its letters, leading to the role's line in the activity."""
    spoken = " and ".join(LETTERS[letter].lower() for letter in cell.letters.split("/"))
    words = f"{cell.role.title}: {spoken}, {cell.activity.title}"
    return Letters(cell.letters, cell.activity, words, cell.role.id)
