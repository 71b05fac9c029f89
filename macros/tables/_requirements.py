"""The parts of the manual's standard with what answers them, as registers."""

from collections.abc import Callable
from typing import Any

from ..manual import Manual
from ..manual.coverage import children, conformity, coverage_of, parents
from ..manual.standards import requirements_of, standard
from ..model.requirement import Requirement
from ._table import Row, RowGroup, State, Table

Cells = Callable[[Requirement], tuple[Any, ...] | None]
"""What gives the cells of a requirement's row; None leaves the row out."""


def by_requirement(
    manual: Manual, title: str, sorts: tuple[str, ...], columns: tuple[str, ...], cells: Cells
) -> Table:
    """Return a register of the standard's parts of some sorts, each below its chapter."""
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
        empty_text="The framework that the organisation follows is not recorded.",
        filters=tuple(one for one in columns if one in ("State", "Accountable")),
    )


def state_of(manual: Manual, requirement: Requirement) -> State:
    """Return how far a requirement is met, and what is missing."""
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
    """Return the clauses or controls of the standard and what answers each, or a gap."""

    def cells(requirement: Requirement) -> tuple[Any, ...]:
        found = coverage_of(manual, requirement)
        answering = tuple(one for those in found.records.values() for one in those)
        shown = (answering, tuple(found.accountable), found.shown)
        return (state_of(manual, requirement), *shown)

    columns = ("State", "Answered by", "Accountable", "Evidence")
    return by_requirement(manual, title, (sort,), columns, cells)
