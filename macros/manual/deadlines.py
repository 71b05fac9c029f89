"""Due dates of reviews, assessments, audits, measurements, actions and communications."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..model import Entity, FieldPath, MarkedField, kinds, mark_along, marked_fields
from ..model._markers import Due, DueAgain, History, Task
from ..model._types import Cadence, latest, next_due
from ..model.role import Role
from ._cache import per_manual
from ._manual import Manual
from .lifecycle import is_retired


@dataclass(frozen=True)
class Deadline:
    """A task with a due date."""

    record: Entity
    due: date
    task: Task
    """The mark of the field that sets the due date."""
    field_path: FieldPath
    """The path to the field that the due date follows from."""
    role: str | None = None
    """The id of the responsible role."""
    every: Cadence | None = None
    """The interval, if the task recurs."""
    last: date | None = None
    """The day on which it was last done."""

    @property
    def what(self) -> str:
        """The task: `review`, `impact assessment`, `audit` ..."""
        return self.task.what

    @property
    def is_series(self) -> bool:
        """Whether only the newest record of the kind has a due date."""
        return isinstance(self.task, DueAgain) and self.task.is_series


@per_manual
def deadlines(manual: Manual) -> tuple[Deadline, ...]:
    """Return all open deadlines, the earliest first."""
    found: list[Deadline] = []
    series: defaultdict[str, list[Deadline]] = defaultdict(list)
    for record in manual.entities:
        for deadline in _of(record) if not is_retired(record, manual.day) else ():
            (series[record.folder] if deadline.is_series else found).append(deadline)
    for folder, several in series.items():
        rank = {other.key: number for number, other in enumerate(manual.all(kinds()[folder]))}
        several.sort(key=lambda deadline: rank[deadline.record.key])
        found.append(latest(several, lambda deadline: deadline.last or deadline.due))
    return tuple(sorted(found, key=lambda deadline: (deadline.due, deadline.record.key)))


def _of(record: Entity) -> Iterator[Deadline]:
    for found in marked_fields(record, Due):
        done = _value(record, found, found.mark.unless)
        if not (done in found.mark.values if found.mark.values else done):
            role = _role_of(record, found)
            yield Deadline(record, found.value, found.mark, found.field_path, role)
    for last in _latest(marked_fields(record, DueAgain)):
        if every := _value(record, last, last.mark.every):
            due, role = next_due(last.value, every), _role_of(record, last)
            place = _place_of_next(record, last.field_path)
            yield Deadline(record, due, last.mark, place, role, every, last.value)


def _latest(several: Iterable[MarkedField[DueAgain]]) -> Iterator[MarkedField[DueAgain]]:
    """Yield the latest day of each field; in a history, only the last entry counts."""
    by_field: defaultdict[FieldPath, list[MarkedField[DueAgain]]] = defaultdict(list)
    for day in several:
        by_field[tuple(step for step in day.field_path if isinstance(step, str))].append(day)
    for days in by_field.values():
        yield latest(days, lambda day: day.value)


def _place_of_next(record: Entity, field_path: FieldPath) -> FieldPath:
    """Return the place of the next entry: the start of the list, or after its last entry."""
    history = mark_along(type(record), field_path, History)
    return field_path[:1] if history and history.newest_first else field_path


def _value(record: Entity, found: MarkedField[Any], name: str) -> Any:
    """Return a field of the same group as a marked one, or of the record around it."""
    return getattr(found.part, name, None) or getattr(record, name, None) if name else None


def _role_of(record: Entity, found: MarkedField[Any]) -> str | None:
    role: str | None = _value(record, found, found.mark.by) or getattr(record, "owner", None)
    return role


def responsible_role(manual: Manual, deadline: Deadline) -> Role | None:
    """Return the role responsible for a deadline, or None."""
    role = manual.find(deadline.role) if deadline.role else None
    return role if isinstance(role, Role) else None


def deadlines_of(manual: Manual, role: Role) -> list[Deadline]:
    """Return the deadlines that a role is responsible for, the earliest first."""
    return [
        deadline for deadline in deadlines(manual) if responsible_role(manual, deadline) is role
    ]
