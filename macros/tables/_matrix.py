"""Matrices: activities or records down the side, roles or records across the top."""

from collections.abc import Callable, Collection, Iterable, Sequence

from ..manual import Manual
from ..manual.appointments import holders
from ..manual.audiences import is_group
from ..manual.labels import plain_label
from ..manual.responsibilities import MatrixCell, accountable, cells_in
from ..manual.role_order import teams
from ..model import Entity
from ..model._letters import LetterScheme
from ..model.activity import Activity
from ..model.role import Role
from ._table import HeldRole, Letters, Row, RowGroup, Table

Section = tuple[Entity | str, Sequence[Activity]]
"""The heading of a group of rows, and its activities."""
Legend = tuple[tuple[str, str], ...]
"""The letters of a matrix in their order, with their meaning."""


def raci(manual: Manual, title: str, sections: Iterable[Section]) -> Table:
    """Return a matrix of activities in groups: who is accountable, and each role that takes part.

    The roles are in the order of the organisation chart, each team together.
    """
    found = [(head, list(activities)) for head, activities in sections if activities]
    taking_part = {
        cell.role.key
        for _, activities in found
        for activity in activities
        for cell in cells_in(manual, activity)
    }
    by_team = teams(manual, taking_part)
    roles = [role for team in by_team for role in team]
    scheme = manual.letter_scheme
    groups = tuple(
        RowGroup(head, tuple(_row(manual, activity, roles) for activity in activities))
        for head, activities in found
    )
    return Table(
        title,
        "Activity",
        (scheme.accountable.meaning, *roles),
        groups=groups,
        legend=scheme.legend,
        scheme=scheme,
        column_groups=tuple(map(len, by_team)),
        matrix=True,
        empty_text="No activity is recorded here.",
    )


def _row(manual: Manual, activity: Activity, roles: Sequence[Role]) -> Row:
    scheme = manual.letter_scheme
    cells = {cell.role.key: letters_of(cell, scheme) for cell in cells_in(manual, activity)}
    role = accountable(manual, activity)
    first = HeldRole(role, holder_names(manual, role)) if role else None
    return Row(activity, (first, *(cells.get(role.key) for role in roles)))


def holder_names(manual: Manual, role: Role) -> tuple[str, ...]:
    """Return the names of the holders of a role; none for a group, or if names are withheld."""
    if manual.withholds("names") or is_group(role):
        return ()
    return tuple(person.title for person in holders(manual, role))


def letters_of(cell: MatrixCell, scheme: LetterScheme) -> Letters:
    """Return a cell of the matrix, which links to the role on the page of the activity."""
    words = f"{cell.role.title}: {scheme.spoken(cell.letters)}, {cell.activity.title}"
    return Letters(cell.letters, cell.activity, words, cell.role.id, scheme)


def cross_table(
    title: str,
    row_header: str,
    sides: tuple[Sequence[Entity], Sequence[Entity]],
    letters: Callable[[Entity, Entity], Collection[str]],
    legend: Legend,
    empty_text: str,
) -> Table:
    """Return a matrix of records (rows) and records (columns)."""
    down, across = sides
    rows = tuple(
        Row(
            head,
            tuple(
                cross_cell(head.title, record, letters(head, record), legend) for record in across
            ),
        )
        for head in down
    )
    return Table(
        title,
        row_header,
        tuple(across),
        rows if across else (),
        legend=legend,
        matrix=True,
        empty_text=empty_text,
    )


def cross_cell(
    head: str, about: Entity, letters: Collection[str], legend: Legend
) -> Letters | None:
    """Return the cell of a row and a record, or None if no letter applies."""
    shown = [(letter, words) for letter, words in legend if letter in letters]
    if not shown:
        return None
    spoken = " and ".join(words.lower() for _, words in shown)
    joined = "/".join(letter for letter, _ in shown)
    return Letters(joined, about, f"{head}, {plain_label(about)}: {spoken}")
