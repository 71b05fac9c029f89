"""Who must take which course, by when, and who has."""

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
    """The roles for which they must take it; nothing where everybody must."""
    done: date | None
    """The day they completed it last."""
    due: date | None
    """The day by which they must take it, the first time or again; nothing means never again."""

    def is_late(self, day: date) -> bool:
        """Return whether it should have been taken before a day."""
        return self.due is not None and self.due < day


@per_manual
def trainings(manual: Manual) -> tuple[Training, ...]:
    """Return the courses that those must take who hold a role, or stand in, on the manual's day."""
    if manual.withholds("competences"):
        return ()
    return tuple(
        _training(manual, person, course, reasons)
        for person in manual.all(Person)
        for course, reasons in _wanted(manual, person)
    )


def required_courses(manual: Manual, role: Role) -> list[Course]:
    """Return the courses that holders and deputies of a role must take, those for all included."""
    own = {course.key for course in _by_role(manual).get(role.key, ())}
    return [course for course in manual.all(Course) if course.everyone or course.key in own]


def _wanted(manual: Manual, person: Person) -> list[tuple[Course, list[HeldAppointment]]]:
    """Return the courses somebody must take, each with the posts for which they must."""
    found: dict[str, tuple[Course, list[HeldAppointment]]] = {}
    for post in appointments_of(manual, person):
        if post.appointment.capacity != "member":
            for course in _by_role(manual).get(post.role.key, ()):
                found.setdefault(course.key, (course, []))[1].append(post)
    if appointments_of(manual, person):
        found |= {one.key: (one, []) for one in manual.all(Course) if one.everyone}
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
        (one.on for one in person.courses if manual.find(one.course) is course), default=None
    )
    if done is not None:
        due = next_due(done, course.every) if course.every else None
    else:
        posts = reasons or appointments_of(manual, person)
        first = min(post.appointment.since for post in posts)
        due = days_after(first, course.within_days or 0)
    return Training(person, course, _roles_of(reasons), done, due)


def _roles_of(posts: list[HeldAppointment]) -> tuple[Role, ...]:
    """Return the roles of some posts, each once: somebody can have one in two appointments."""
    return tuple({post.role.key: post.role for post in posts}.values())
