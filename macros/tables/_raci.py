"""The responsibility matrix of some activities: rows of activities, columns of roles."""

from collections.abc import Iterable, Sequence

from ..manual import Manual
from ..model import Entity
from ..model.activity import LETTERS, Activity
from ..model.role import Role
from ..responsibilities import Share, shares
from . import RACI, Group, Letters, Row, Table

Section = tuple[Entity | str, Sequence[Activity]]
"""The head of a group of rows, and the activities below it."""


def raci(manual: Manual, title: str, sections: Iterable[Section]) -> Table:
    """Return a matrix of activities in groups; it has columns for the roles that take part."""
    found = [(head, list(activities)) for head, activities in sections if activities]
    taking_part = {
        share.role.key
        for _, activities in found
        for activity in activities
        for share in shares(manual, activity)
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
        groups=groups,
        legend=RACI,
        matrix=True,
        nothing="No activity is recorded here.",
    )


def _row(manual: Manual, activity: Activity, roles: Sequence[Role]) -> Row:
    cells = {share.role.key: cell(share) for share in shares(manual, activity)}
    return Row(activity, tuple(cells.get(role.key) for role in roles))


def cell(share: Share) -> Letters:
    """Return a cell of the matrix: its letters, leading to the role's line in the activity."""
    spoken = " and ".join(LETTERS[letter].lower() for letter in share.letters.split("/"))
    words = f"{share.role.title}: {spoken}, {share.activity.title}"
    return Letters(share.letters, share.activity, words, share.role.id)
