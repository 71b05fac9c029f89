"""Due dates by month, and by responsible role."""

from collections.abc import Iterable
from typing import Any

from ..manual import Manual
from ..manual.agenda import AgendaEntry, agenda_of
from ..model._types import days_after
from ..model.role import Role
from ._table import Row, RowGroup, State, Table


def calendar(manual: Manual, title: str, entries: Iterable[AgendaEntry]) -> Table:
    """Return due dates by month, overdue ones first."""
    groups: dict[str, list[Row]] = {}
    for entry in entries:
        head = "Overdue" if entry.due < manual.day else f"{entry.due:%B %Y}"
        who = (entry.person, *entry.roles) if entry.person else entry.roles
        cells = (entry.due, entry.what, who, entry.every or "once", _state(manual, entry))
        groups.setdefault(head, []).append(Row(entry.record, cells))
    return Table(
        title,
        "Record",
        ("Due", "Task", "Responsible", "Interval", "Status"),
        groups=tuple(RowGroup(head, tuple(rows)) for head, rows in groups.items()),
        empty_text=manual.unless_withheld(("findings", "competences"), "No due dates."),
        filters=("Task", "Responsible", "Status"),
    )


def by_role(manual: Manual, title: str) -> Table:
    """Return due dates by responsible role, earliest first."""
    groups = []
    for role in manual.all(Role):
        if rows := tuple(_row(manual, entry) for entry in agenda_of(manual, role)):
            groups.append(RowGroup(role, rows))
    return Table(
        title,
        "Record",
        ("Due", "Task", "Person", "Interval", "Status"),
        groups=tuple(groups),
        empty_text=manual.unless_withheld(("findings", "competences"), "No due dates."),
        filters=("Task", "Status"),
    )


def _row(manual: Manual, entry: AgendaEntry) -> Row:
    cells: tuple[Any, ...] = (entry.due, entry.what, entry.person, entry.every or "once")
    return Row(entry.record, (*cells, _state(manual, entry)))


def _state(manual: Manual, entry: AgendaEntry) -> State | None:
    if entry.due < manual.day:
        return State("overdue", "bad")
    soon = days_after(manual.day, manual.settings.due_soon_days)
    return State("due soon") if entry.due <= soon else None
