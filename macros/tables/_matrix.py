"""Matrices: activities or records down the side, roles or records across the top."""

from collections.abc import Callable, Collection, Iterable, Sequence

from ..manual import Manual
from ..manual.labels import plain_label
from ..manual.responsibilities import MatrixCell, cells_in
from ..model import Entity
from ..model.activity import LETTERS, Activity
from ..model.role import Role
from ._table import RACI, Letters, Row, RowGroup, Table

Section = tuple[Entity | str, Sequence[Activity]]
"""The heading of a group of rows, and its activities."""
Legend = tuple[tuple[str, str], ...]
"""The letters of a matrix in their order, with their meaning."""


def raci(manual: Manual, title: str, sections: Iterable[Section]) -> Table:
    """Return a matrix of activities in groups, with a column for each role that takes part."""
    found = [(head, list(activities)) for head, activities in sections if activities]
    taking_part = {
        cell.role.key
        for _, activities in found
        for activity in activities
        for cell in cells_in(manual, activity)
    }
    roles = [role for role in manual.all(Role) if role.key in taking_part]
    groups = tuple(
        RowGroup(head, tuple(_row(manual, activity, roles) for activity in activities))
        for head, activities in found
    )
    return Table(
        title,
        "Activity",
        tuple(roles),
        groups=groups,
        legend=RACI,
        matrix=True,
        empty_text="No activity is recorded here.",
    )


def _row(manual: Manual, activity: Activity, roles: Sequence[Role]) -> Row:
    cells = {cell.role.key: letters_of(cell) for cell in cells_in(manual, activity)}
    return Row(activity, tuple(cells.get(role.key) for role in roles))


def letters_of(cell: MatrixCell) -> Letters:
    """Return a cell of the matrix, which links to the role on the page of the activity."""
    spoken = " and ".join(LETTERS[letter].lower() for letter in cell.letters.split("/"))
    words = f"{cell.role.title}: {spoken}, {cell.activity.title}"
    return Letters(cell.letters, cell.activity, words, cell.role.id)


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
