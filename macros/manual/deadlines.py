"""All that falls due: reviews, assessments, audits, measurements, actions, communications."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..model import Entity, FieldPath, Reviewed
from ..model._types import Cadence, latest, next_due
from ..model.action import Action
from ..model.ai_system import AISystem
from ..model.audit import Audit
from ..model.communication import Communication
from ..model.management_review import ManagementReview
from ..model.metric import Metric
from ..model.objective import Objective
from ..model.review import Review
from ..model.role import Role
from ._cache import per_manual
from ._manual import Manual
from .lifecycle import is_retired


@dataclass(frozen=True)
class Deadline:
    """Something that is to be done by a day."""

    record: Entity
    what: str
    """What is to be done: `review`, `impact assessment`, `audit` ..."""
    due: date
    field_path: FieldPath
    """The way to the field from which the day follows."""
    every: Cadence | None = None
    """How often it comes round."""


@per_manual
def deadlines(manual: Manual) -> tuple[Deadline, ...]:
    """Return all that is still to be done by a day, the earliest first."""
    found = [
        deadline
        for record in manual.entities
        if not is_retired(record, manual.day)
        for deadline in _of(record)
    ]
    if meetings := manual.all(ManagementReview):
        last = latest(meetings, lambda meeting: meeting.on)
        found.append(Deadline(last, "management review", last.due, ("on",), last.every))
    return tuple(sorted(found, key=lambda one: (one.due, one.record.key)))


def _of(record: Entity) -> Iterator[Deadline]:
    if isinstance(record, Reviewed) and record.review_due:
        every = record.review_every
        yield Deadline(record, "review", record.review_due, ("last_reviewed",), every)
    if isinstance(record, AISystem):
        assessment = record.impact_assessment
        if assessment and assessment.due:
            field_path: FieldPath = ("impact_assessment", "done")
            yield Deadline(
                record, "impact assessment", assessment.due, field_path, assessment.every
            )
    elif isinstance(record, Review) and record.due:
        field_path = ("held",) if record.held else ("first_due",)
        yield Deadline(record, "review", record.due, field_path, record.every)
    elif isinstance(record, Audit) and record.planned and not record.done:
        yield Deadline(record, "audit", record.planned, ("planned",))
    elif isinstance(record, Action) and record.is_open and record.due:
        yield Deadline(record, "action", record.due, ("due",))
    elif isinstance(record, Communication) and record.due:
        yield Deadline(record, "communication", record.due, ("last_sent",), record.every)
    elif isinstance(record, Objective) and record.due and record.state not in ("met", "missed"):
        yield Deadline(record, "objective", record.due, ("due",))
    elif isinstance(record, Metric) and record.last:
        field_path = (*record.place_of_last, "on")
        due = next_due(record.last.on, record.every)
        yield Deadline(record, "measurement", due, field_path, record.every)


def responsible_role(manual: Manual, deadline: Deadline) -> Role | None:
    """Return the role that has to see to a deadline."""
    record = deadline.record
    name = getattr(record, "owner", None)
    if deadline.what == "impact assessment" and isinstance(record, AISystem):
        name = (record.impact_assessment and record.impact_assessment.by) or name
    elif isinstance(record, Communication):
        name = record.sender
    elif isinstance(record, Audit):
        name = record.lead or name
    elif isinstance(record, ManagementReview):
        name = record.chair or name
    role = manual.find(name) if name else None
    return role if isinstance(role, Role) else None


def deadlines_of(manual: Manual, role: Role) -> list[Deadline]:
    """Return what a role has to see to, the earliest first."""
    return [one for one in deadlines(manual) if responsible_role(manual, one) is role]
