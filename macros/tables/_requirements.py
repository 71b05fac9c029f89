"""Registers of the requirements of the standard and the records that address them."""

from collections.abc import Callable
from typing import Any

from ..manual import Manual
from ..manual.conformity import assess, conformity
from ..manual.coverage import children, coverage_of, parents
from ..manual.standards import requirements_of, standard
from ..model.requirement import Requirement
from ._table import Row, RowGroup, State, Table, Tone

Cells = Callable[[Requirement], tuple[Any, ...] | None]
"""Returns the cells of a requirement; None leaves the row out."""


def by_requirement(
    manual: Manual, title: str, sorts: tuple[str, ...], columns: tuple[str, ...], cells: Cells
) -> Table:
    """Return a register of the requirements of some kinds, by chapter."""
    groups: dict[str, list[Row]] = {}
    heads: dict[str, Requirement] = {}
    for requirement in requirements_of(manual, standard(manual), *sorts):
        chapter = next(iter(parents(manual, requirement)), requirement)
        found = cells(requirement)
        if found is not None:
            heads[chapter.key] = chapter
            groups.setdefault(chapter.key, []).append(Row(requirement, found))
    return Table(
        title,
        "Requirement",
        columns,
        groups=tuple(RowGroup(heads[key], tuple(rows)) for key, rows in groups.items()),
        empty_text="The standard of the organisation is not recorded.",
        filters=tuple(column for column in columns if column in ("Status", "Accountable")),
    )


_TONES: dict[str, Tone] = {"conforms": "good", "gap": "bad"}
"""The tones of states; that of others is open."""


def conformity_cell(manual: Manual, requirement: Requirement) -> State:
    """Return the state of a requirement without children as a cell."""
    state = conformity(manual, requirement)
    return State(state, _TONES.get(state, "open"))


def coverage_table(manual: Manual, title: str, sort: str) -> Table:
    """Return the clauses or controls of the standard with their state, records and evidence."""

    def cells(requirement: Requirement) -> tuple[Any, ...]:
        found = coverage_of(manual, requirement)
        addressing = tuple(record for records in found.records.values() for record in records)
        shown = (addressing, tuple(found.accountable), found.shown)
        if children(manual, requirement):
            return (State("see its parts"), None, *shown)
        assessed = assess(manual, requirement)
        basis = (assessed.source, assessed.basis) if assessed.source else assessed.basis
        return (conformity_cell(manual, requirement), basis, *shown)

    columns = ("Status", "Basis", "Addressed by", "Accountable", "Evidence")
    return by_requirement(manual, title, (sort,), columns, cells)
