from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.training import Training, trainings
from ..model.course import Course
from ..model.person import Person
from ..text import join_words
from . import RuleResult
from ._whole import as_whole

CATEGORY = Category.RESOURCES
SEVERITY = Severity.WARNING
TOPIC = "competences"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Everybody has taken the courses they must, in time and as often as they must."""
    if not any(person.courses for person in manual.all(Person)):
        if any(course.roles or course.everyone for course in manual.all(Course)) and any(
            person.appointments for person in manual.all(Person)
        ):
            hint = "Write under `courses` in people.yaml who has completed what, and when."
            yield from as_whole(manual, "requires courses, and nobody has completed any", hint)
        return
    for training in trainings(manual):
        if training.is_late(manual.day):
            course, person = training.course, training.person
            asked = join_words(role.id for role in training.roles) or "everybody"
            wanted = f"which {asked} must take"
            if training.done:
                message = f"took {course.id} on {training.done}, {wanted} {course.every}"
                hint = (
                    f"It was due again on {training.due}; write down the day when it is completed."
                )
            else:
                message = f"has not completed {course.id}, {wanted}"
                hint = (
                    f"It was due by {training.due}; write it under `courses` when it is completed."
                )
            yield RuleResult(person, message, hint, _way(manual, training))


def _way(manual: Manual, training: Training) -> tuple[str | int, ...]:
    """Return the way to the day on which the course was taken last, else to the courses."""
    for number, one in enumerate(training.person.courses):
        if one.on == training.done and manual.find(one.course) is training.course:
            return ("courses", number)
    return ("courses",)
