from collections.abc import Iterator
from datetime import date
from typing import Any

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..model import Controlled, Entity, Path, Reviewed, kinds
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
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.ERROR
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


def check(manual: Manual) -> Iterator[Flaw]:
    """Nothing that is written down as done lies after the manual's day."""
    for kind in kinds().values():
        done = [(way.split("."), words) for family, way, words in _DONE if issubclass(kind, family)]
        for record in manual.all(kind) if done else ():
            for way, words in done:
                for found, day in _days(record, way):
                    if day > manual.day:
                        message = f"{words} on {day}, which is after {manual.day}"
                        hint = "Write down what is done when it is done, or correct the day."
                        yield Flaw(record, message, hint, found)


def _days(record: Any, way: list[str]) -> Iterator[tuple[Path, date]]:
    """Yield the days at the end of a way that may lead through lists, each with its full way."""
    value = getattr(record, way[0])
    if isinstance(value, date):
        yield (way[0],), value
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            for step, day in _days(part, way[1:]):
                yield (way[0], number, *step), day
    elif value is not None:
        for step, day in _days(value, way[1:]):
            yield (way[0], *step), day
