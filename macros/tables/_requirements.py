"""Registers of the requirements of the standard and the records that address them."""

from collections.abc import Callable
from typing import Any

from ..manual import Manual
from ..manual.coverage import children, conformity, coverage_of, parents
from ..manual.standards import requirements_of, standard
from ..model.requirement import Requirement
from ._table import Row, RowGroup, State, Table

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


def state_of(manual: Manual, requirement: Requirement) -> State:
    """Return whether a requirement is met, and what is missing."""
    outcome = conformity(manual, requirement)
    if outcome == "conforms":
        return State("conforms", "good")
    if children(manual, requirement):
        return State("see its parts")
    lacks = coverage_of(manual, requirement).lacks
    if outcome == "partly":
        return State(f"partly: {lacks or 'not fully implemented'}")
    if outcome == "gap":
        return State("gap: not implemented yet", "bad")
    if outcome == "not applicable":
        return State(outcome)
    return State(f"not assessed: {lacks or 'not in the Statement of Applicability'}", "bad")


def coverage_table(manual: Manual, title: str, sort: str) -> Table:
    """Return the clauses or controls of the standard with their records, or a gap."""

    def cells(requirement: Requirement) -> tuple[Any, ...]:
        found = coverage_of(manual, requirement)
        addressing = tuple(record for records in found.records.values() for record in records)
        shown = (addressing, tuple(found.accountable), found.shown)
        return (state_of(manual, requirement), *shown)

    columns = ("Status", "Addressed by", "Accountable", "Evidence")
    return by_requirement(manual, title, (sort,), columns, cells)
