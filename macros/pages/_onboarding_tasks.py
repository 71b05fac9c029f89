"""The tasks of a person who is new in a role, by the time by which they are due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ..manual import Manual, appointments
from ..manual.audiences import ALL_STAFF
from ..model.course import Course
from ..model.role import Role
from . import _onboarding
from ._onboarding import RequiredReading

_STAGES = (
    ("day", "first-day", "First day", 0),
    ("week", "first-week", "First week", 7),
    ("month", "first-month", "First month", 31),
    ("later", "later", "Later", None),
)
_SHOWN = 10
"""How many tasks a page shows at first: with them it fills two screens."""
_COLLEAGUES = 3
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class OnboardingTask:
    """A task in the checklist."""

    key: str
    """The same for the same task of several roles."""
    kind: Literal["manager", "meet", "concerns", "read", "duties", "join", "take", "talk"]
    content: object = None
    """What the task is about: a role, a `RequiredReading`, a course, channels."""


@dataclass(frozen=True)
class OnboardingStage:
    """The tasks that are due by the same time."""

    name: str
    id: str
    title: str
    days: int | None
    """The days from the first day within which they are due; None for different times."""
    tasks: tuple[OnboardingTask, ...]
    is_open: bool
    """Whether the page shows them at first."""


@dataclass(frozen=True)
class Extent:
    """What a role asks of a person: how much, by when, and how long it takes."""

    documents: int
    acknowledgements: int
    courses: int
    others: int
    minutes: int
    hours: float
    last_days: int
    """The days within which the last task is due."""

    @property
    def reading_time(self) -> str:
        """The reading time in words: `1 h 35 min`."""
        hours, minutes = divmod(self.minutes, 60)
        parts = [f"{hours} h"] if hours else []
        return " ".join([*parts, *([f"{minutes} min"] if minutes or not hours else [])])


def stages(manual: Manual, role: Role) -> list[OnboardingStage]:
    """Return the tasks of a role by the time by which they are due, without empty times."""
    found: list[OnboardingStage] = []
    total = 0
    for (name, id, title, days), tasks in zip(_STAGES, _tasks(manual, role), strict=True):
        total += len(tasks)
        if tasks:
            found.append(
                OnboardingStage(name, id, title, days, tasks, not found or total <= _SHOWN)
            )
    return found


def extent(manual: Manual, role: Role) -> Extent:
    """Return how much a role asks of a person, by when, and how long it takes."""
    all_stages = stages(manual, role)
    tasks = [task for stage in all_stages for task in stage.tasks]
    texts = [task.content for task in tasks if isinstance(task.content, RequiredReading)]
    courses = [task.content for task in tasks if isinstance(task.content, Course)]
    dates = [stage.days or 0 for stage in all_stages]
    return Extent(
        documents=len(texts),
        acknowledgements=sum(text.needs_receipt for text in texts),
        courses=len(courses),
        others=len(tasks) - len(texts) - len(courses),
        minutes=sum(text.minutes for text in texts),
        hours=sum(course.hours or 0 for course in courses),
        last_days=max([*dates, *(course.within_days or 0 for course in courses)], default=0),
    )


def is_everybody(role: Role) -> bool:
    """Return whether a role means all staff."""
    return role.id == ALL_STAFF


def team(manual: Manual, role: Role) -> str:
    """Return who has a role, in words to one of them; nothing for all staff."""
    if is_everybody(role):
        return ""
    people = appointments.people(manual, role)
    number = role.headcount or (len(people) if role.body or len(people) > 2 else 0)
    holders = _onboarding.names(appointments.holders(manual, role))
    deputies = _onboarding.names(appointments.deputies(manual, role))
    where = "members" if role.body else "people in this role"
    words = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    sentences = [f"You are one of {words} {where}."] if number > 1 else []
    if holders:
        sentences.append(
            f"{'Chair' if role.body else 'Lead' if number > 1 else 'Holder'}: {holders}."
        )
    return " ".join([*sentences, *([f"Deputy: {deputies}."] if deputies else [])])


def _tasks(manual: Manual, role: Role) -> list[tuple[OnboardingTask, ...]]:
    """Return the tasks of each stage."""
    reading = _onboarding.reading(manual, role)
    everybody = [_read(text) for text in reading if text.for_everybody]
    own = [_read(text) for text in reading if not text.for_everybody]
    courses = _courses(manual, role)
    return [
        (*_first(manual, role), *everybody[:1], *courses[0]),
        (*everybody[1:], *_own(manual, role), *courses[1]),
        (*own, *courses[2], *_talks(manual, role)),
        (*courses[3],),
    ]


def _read(text: RequiredReading) -> OnboardingTask:
    return OnboardingTask(text.record.id, "read", text)


def _first(manual: Manual, role: Role) -> Iterator[OnboardingTask]:
    """Yield the tasks of the first day, besides reading."""
    if is_everybody(role) or (role.headcount or 0) > 1:
        yield OnboardingTask("meet-line-manager", "manager")
    elif role.body:
        if appointments.holders(manual, role):
            yield OnboardingTask(f"meet-{role.id}", "meet", role)
    elif isinstance(manager := manual.find(role.reports_to or ""), Role) and manager is not role:
        yield OnboardingTask(f"meet-{manager.id}", "meet", manager)
    if concerns := _onboarding.concern_channels(manual, role):
        yield OnboardingTask("concerns", "concerns", concerns)


def _own(manual: Manual, role: Role) -> Iterator[OnboardingTask]:
    yield OnboardingTask(f"duties-{role.id}", "duties", role)
    channels = [each for each in _onboarding.channels(manual, role) if not each.everyone]
    if channels:
        yield OnboardingTask(f"channels-{role.id}", "join", channels)


def _courses(manual: Manual, role: Role) -> list[list[OnboardingTask]]:
    """Return the courses of each stage; one without a time is due in the first month."""
    limits = (-1, 0, 7, 31, float("inf"))
    courses = _onboarding.courses(manual, role)
    return [
        [
            OnboardingTask(f"take-{course.id}", "take", course)
            for course in courses
            if after < _due(course) <= limit
        ]
        for after, limit in pairwise(limits)
    ]


def _due(course: Course) -> int:
    return 31 if course.within_days is None else course.within_days


def _talks(manual: Manual, role: Role) -> Iterable[OnboardingTask]:
    """Yield the closest colleagues; a body and all staff have no work of one person."""
    if role.body:
        return
    for colleague in _onboarding.colleagues(manual, role)[:_COLLEAGUES]:
        if colleague.role.id != role.reports_to:
            yield OnboardingTask(f"meet-{colleague.role.id}", "talk", colleague)
