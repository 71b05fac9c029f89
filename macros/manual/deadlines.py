"""All that falls due: reviews, assessments, audits, measurements, actions, communications."""

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
    """Something that is to be done by a day."""

    record: Entity
    due: date
    task: Task
    """What is to be done, as the mark of the field says it."""
    field_path: FieldPath
    """The way to the field from which the day follows."""
    role: str | None = None
    """The id of the role that has to see to it."""
    every: Cadence | None = None
    """How often it comes round."""
    last: date | None = None
    """The day on which it was done last."""

    @property
    def what(self) -> str:
        """What is to be done: `review`, `impact assessment`, `audit` ..."""
        return self.task.what

    @property
    def is_series(self) -> bool:
        """Whether it is due of the newest record of its kind alone."""
        return isinstance(self.task, DueAgain) and self.task.is_series


@per_manual
def deadlines(manual: Manual) -> tuple[Deadline, ...]:
    """Return all that is still to be done by a day, the earliest first."""
    found: list[Deadline] = []
    series: defaultdict[str, list[Deadline]] = defaultdict(list)
    for record in manual.entities:
        for one in _of(record) if not is_retired(record, manual.day) else ():
            (series[record.folder] if one.is_series else found).append(one)
    for folder, several in series.items():
        rank = {one.key: number for number, one in enumerate(manual.all(kinds()[folder]))}
        several.sort(key=lambda one: rank[one.record.key])
        found.append(latest(several, lambda one: one.last or one.due))
    return tuple(sorted(found, key=lambda one: (one.due, one.record.key)))


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
    """Yield the latest day of each field: in a list of what was done, only the last counts."""
    by_field: defaultdict[FieldPath, list[MarkedField[DueAgain]]] = defaultdict(list)
    for one in several:
        by_field[tuple(step for step in one.field_path if isinstance(step, str))].append(one)
    for days in by_field.values():
        yield latest(days, lambda one: one.value)


def _place_of_next(record: Entity, field_path: FieldPath) -> FieldPath:
    """Return where the next entry is written: at the beginning of a list, or below its last."""
    history = mark_along(type(record), field_path, History)
    return field_path[:1] if history and history.newest_first else field_path


def _value(record: Entity, found: MarkedField[Any], name: str) -> Any:
    """Return a field beside a marked one, or else of the record around it."""
    return getattr(found.part, name, None) or getattr(record, name, None) if name else None


def _role_of(record: Entity, found: MarkedField[Any]) -> str | None:
    role: str | None = _value(record, found, found.mark.by) or getattr(record, "owner", None)
    return role


def responsible_role(manual: Manual, deadline: Deadline) -> Role | None:
    """Return the role that has to see to a deadline."""
    role = manual.find(deadline.role) if deadline.role else None
    return role if isinstance(role, Role) else None


def deadlines_of(manual: Manual, role: Role) -> list[Deadline]:
    """Return what a role has to see to, the earliest first."""
    return [one for one in deadlines(manual) if responsible_role(manual, one) is role]
