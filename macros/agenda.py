"""Everything that falls due: what, by which day, and who has to see to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .manual import Manual
from .model import Entity, Reviewed
from .model.action import Action
from .model.ai_system import AISystem
from .model.audit import Audit
from .model.communication import Communication
from .model.management_review import ManagementReview
from .model.metric import Metric
from .model.objective import Objective
from .model.review import Review
from .model.role import Role


@dataclass(frozen=True)
class Due:
    """Something that falls due."""

    day: date
    what: str
    """What is to be done: `Review`, `Send`, `Measure`."""
    record: Entity
    role: Role | None
    """The role that has to see to it."""


def agenda(manual: Manual) -> list[Due]:
    """Return everything that falls due, the earliest first."""
    found = [
        Due(day, what, record, _role(manual, role))
        for record, day, what, role in _found(manual)
        if day is not None
    ]
    return sorted(found, key=lambda due: (due.day, due.record.key, due.what))


def due_of(manual: Manual, role: Role) -> list[Due]:
    """Return what a role has to see to, the earliest first."""
    return [due for due in agenda(manual) if due.role is not None and due.role.key == role.key]


def _role(manual: Manual, name: str | None) -> Role | None:
    role = manual.find(name) if name else None
    return role if isinstance(role, Role) else None


def _found(manual: Manual) -> Iterator[tuple[Entity, date | None, str, str | None]]:
    for record in manual.entities:
        if isinstance(record, Reviewed):
            yield record, record.review_due, "Review", record.owner
    for system in manual.all(AISystem):
        if system.impact_assessment and not system.retired_on:
            assessment = system.impact_assessment
            yield system, assessment.due, "Assess the impact", assessment.by or system.owner
    for review in manual.all(Review):
        yield review, review.due, "Hold the review", review.owner
    for audit in manual.all(Audit):
        if audit.done is None:
            yield audit, audit.planned, "Audit", audit.lead or audit.owner
    if held := manual.all(ManagementReview):
        newest = max(held, key=lambda one: one.on)
        yield newest, newest.due, "Hold the next management review", newest.chair or newest.owner
    for action in manual.all(Action):
        if action.is_open:
            yield action, action.due, "Finish the action", action.owner
    for communication in manual.all(Communication):
        yield communication, communication.due, "Send", communication.sender
    for objective in manual.all(Objective):
        if objective.state in ("planned", "on track", "at risk"):
            yield objective, objective.due, "Reach the objective", objective.owner
    for metric in manual.all(Metric):
        yield metric, metric.next_due, "Measure", metric.owner
