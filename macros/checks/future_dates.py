from collections.abc import Iterator
from datetime import date
from typing import Any

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Controlled, Entity, FieldPath, Reviewed, kinds
from ..model.acknowledgement import Acknowledgement
from ..model.action import Action
from ..model.ai_system import AISystem
from ..model.applicability import Applicability
from ..model.audit import Audit
from ..model.communication import Communication
from ..model.document import Document
from ..model.management_review import ManagementReview
from ..model.metric import Metric
from ..model.organisation import Organisation
from ..model.person import Person
from ..model.review import Review
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR
_DONE: tuple[tuple[type[Entity], str, str], ...] = (
    (Acknowledgement, "on", "was given"),
    (Action, "raised", "was raised"),
    (Action, "closed", "was closed"),
    (AISystem, "impact_assessment.done", "was assessed"),
    (Applicability, "evidence.seen", "has evidence looked at"),
    (Audit, "done", "was done"),
    (Communication, "last_sent", "was sent"),
    (Controlled, "approved_on", "was approved"),
    (Controlled, "revisions.on", "was revised"),
    (Document, "latest", "has an entry"),
    (ManagementReview, "on", "was held"),
    (Metric, "measurements.on", "was measured"),
    (Organisation, "approved_on", "was approved"),
    (Organisation, "revisions.on", "was revised"),
    (Person, "competences.since", "showed a competence"),
    (Person, "courses.on", "completed a course"),
    (Review, "held.on", "was held"),
    (Reviewed, "last_reviewed", "was reviewed"),
)
"""The kind, the way to a day on which something was done, and what it was."""


def check(manual: Manual) -> Iterator[RuleResult]:
    """Nothing that is written down as done lies after the manual's day."""
    for kind in kinds().values():
        done = [
            (field_path.split("."), words)
            for family, field_path, words in _DONE
            if issubclass(kind, family)
        ]
        for record in manual.all(kind) if done else ():
            for field_path, words in done:
                for found, day in _days(record, field_path):
                    if day > manual.day:
                        message = f"{words} on {day}, which is after {manual.day}"
                        hint = "Write down what is done when it is done, or correct the day."
                        yield RuleResult(record, message, hint, found)


def _days(record: Any, field_path: list[str]) -> Iterator[tuple[FieldPath, date]]:
    """Yield the days at the end of a way that may lead through lists, each with its full way."""
    value = getattr(record, field_path[0])
    if isinstance(value, date):
        yield (field_path[0],), value
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            for step, day in _days(part, field_path[1:]):
                yield (field_path[0], number, *step), day
    elif value is not None:
        for step, day in _days(value, field_path[1:]):
            yield (field_path[0], *step), day
