from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.training import Training, trainings
from ..model.course import Course
from ..model.person import Person
from ..text import join_words
from . import RuleResult
from ._results import report_on_manual

CATEGORY = Category.RESOURCES
SEVERITY = Severity.WARNING
TOPIC = "competences"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every person has completed each required course, as often as required.

    Source: ISO/IEC 42001, 7.2.
    """
    if not any(person.courses for person in manual.all(Person)):
        if any(course.roles or course.everyone for course in manual.all(Course)) and any(
            person.appointments for person in manual.all(Person)
        ):
            hint = "Write under `courses` in people.yaml who completed which course, and when."
            yield from report_on_manual(
                manual, "has required courses, but no person who has completed one", hint
            )
        return
    for training in trainings(manual):
        if training.is_late(manual.day):
            course, person = training.course, training.person
            roles = join_words(role.id for role in training.roles) or "everyone"
            if training.done:
                message = (
                    f"completed {course.id} on {training.done}; {roles} must take it {course.every}"
                )
                hint = (
                    f"It was due again on {training.due}. Complete it, then add it under `courses`."
                )
            else:
                message = f"has not completed {course.id}, which {roles} must take"
                hint = f"It was due on {training.due}. Complete it, then add it under `courses`."
            yield RuleResult(person, message, hint, _field_path(manual, training))


def _field_path(manual: Manual, training: Training) -> tuple[str | int, ...]:
    """Return the field path of the last completion of the course; default: `courses`."""
    for number, completion in enumerate(training.person.courses):
        if completion.on == training.done and manual.find(completion.course) is training.course:
            return ("courses", number)
    return ("courses",)
