"""Required training: who must complete which course by when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ..model._types import days_after, next_due
from ..model.course import Course
from ..model.person import Person
from ..model.role import Role
from ._cache import per_manual
from ._manual import Manual
from .appointments import HeldAppointment, appointments_of


@dataclass(frozen=True)
class Training:
    """A course that a person must take."""

    person: Person
    course: Course
    roles: tuple[Role, ...]
    """The roles that require it; empty for a course for everybody."""
    done: date | None
    """The day on which it was last completed."""
    due: date | None
    """The due date, of the first time or of a refresher; None if no refresher is required."""

    def is_late(self, day: date) -> bool:
        """Return whether the course is overdue on a day."""
        return self.due is not None and self.due < day


@per_manual
def trainings(manual: Manual) -> tuple[Training, ...]:
    """Return the required training of holders and deputies on the day of the manual."""
    if manual.withholds("competences"):
        return ()
    return tuple(
        _training(manual, person, course, reasons)
        for person in manual.all(Person)
        for course, reasons in _wanted(manual, person)
    )


def required_courses(manual: Manual, role: Role) -> list[Course]:
    """Return the courses that holders and deputies of a role must complete."""
    own = {course.key for course in _by_role(manual).get(role.key, ())}
    return [course for course in manual.all(Course) if course.everyone or course.key in own]


def _wanted(manual: Manual, person: Person) -> list[tuple[Course, list[HeldAppointment]]]:
    """Return the courses of a person, each with the appointments that require it."""
    found: dict[str, tuple[Course, list[HeldAppointment]]] = {}
    for post in appointments_of(manual, person):
        if post.appointment.capacity != "member":
            for course in _by_role(manual).get(post.role.key, ()):
                found.setdefault(course.key, (course, []))[1].append(post)
    if appointments_of(manual, person):
        found |= {course.key: (course, []) for course in manual.all(Course) if course.everyone}
    return list(found.values())


@per_manual
def _by_role(manual: Manual) -> dict[str, list[Course]]:
    found: defaultdict[str, list[Course]] = defaultdict(list)
    for course in manual.all(Course):
        for name in course.roles:
            if (role := manual.find(name)) is not None:
                found[role.key].append(course)
    return found


def _training(
    manual: Manual, person: Person, course: Course, reasons: list[HeldAppointment]
) -> Training:
    done = max(
        (taken.on for taken in person.courses if manual.find(taken.course) is course), default=None
    )
    if done is not None:
        due = next_due(done, course.every) if course.every else None
    else:
        posts = reasons or appointments_of(manual, person)
        first = min(post.appointment.since for post in posts)
        due = days_after(first, course.within_days or 0)
    return Training(person, course, _roles_of(reasons), done, due)


def _roles_of(posts: list[HeldAppointment]) -> tuple[Role, ...]:
    """Return the roles of appointments, each once."""
    return tuple({post.role.key: post.role for post in posts}.values())
