"""What falls due: by month, and by the role that sees to it."""

from collections.abc import Iterable
from typing import Any

from ..manual import Manual
from ..manual.agenda import AgendaEntry, agenda_of
from ..model._types import days_after
from ..model.role import Role
from ._table import Row, RowGroup, State, Table


def calendar(manual: Manual, title: str, those: Iterable[AgendaEntry]) -> Table:
    """Return what falls due by month, the overdue before all."""
    groups: dict[str, list[Row]] = {}
    for one in those:
        head = "Overdue" if one.due < manual.day else f"{one.due:%B %Y}"
        who = (one.person, *one.roles) if one.person else one.roles
        cells = (one.due, one.what, who, one.every or "once", _state(manual, one))
        groups.setdefault(head, []).append(Row(one.record, cells))
    return Table(
        title,
        "On what",
        ("By", "To do", "Responsible", "How often", "State"),
        groups=tuple(RowGroup(head, tuple(rows)) for head, rows in groups.items()),
        empty_text=manual.unless_withheld(("findings", "competences"), "Nothing falls due."),
        filters=("To do", "Responsible", "State"),
    )


def by_role(manual: Manual, title: str) -> Table:
    """Return what falls due by the role that sees to it, the earliest first."""
    groups = []
    for role in manual.all(Role):
        if rows := tuple(_row(manual, one) for one in agenda_of(manual, role)):
            groups.append(RowGroup(role, rows))
    return Table(
        title,
        "On what",
        ("By", "To do", "Who", "How often", "State"),
        groups=tuple(groups),
        empty_text=manual.unless_withheld(("findings", "competences"), "Nothing falls due."),
        filters=("To do", "State"),
    )


def _row(manual: Manual, one: AgendaEntry) -> Row:
    cells: tuple[Any, ...] = (one.due, one.what, one.person, one.every or "once")
    return Row(one.record, (*cells, _state(manual, one)))


def _state(manual: Manual, entry: AgendaEntry) -> State | None:
    if entry.due < manual.day:
        return State("overdue", "bad")
    soon = days_after(manual.day, manual.settings.due_soon_days)
    return State("due soon") if entry.due <= soon else None
