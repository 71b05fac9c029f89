"""What falls due, by month."""

from collections.abc import Iterable
from datetime import timedelta

from .deadlines import Deadline, responsible
from .manual import Manual
from .table import Group, Row, State, Table


def calendar(manual: Manual, title: str, those: Iterable[Deadline]) -> Table:
    """Return deadlines by month, the overdue ones before all."""
    groups: dict[str, list[Row]] = {}
    for one in those:
        head = "Overdue" if one.due < manual.day else f"{one.due:%B %Y}"
        role = responsible(manual, one)
        cells = (one.due, one.what, role, one.every or "once", _state(manual, one))
        groups.setdefault(head, []).append(Row(one.record, cells))
    return Table(
        title,
        "On what",
        ("By", "To do", "Responsible", "How often", "State"),
        groups=tuple(Group(head, tuple(rows)) for head, rows in groups.items()),
        nothing="Nothing falls due.",
        facets=("To do", "Responsible", "State"),
    )


def _state(manual: Manual, deadline: Deadline) -> State | None:
    if deadline.due < manual.day:
        return State("overdue", "bad")
    soon = manual.day + timedelta(days=manual.settings.due_soon_days)
    return State("due soon") if deadline.due <= soon else None
