"""All due dates: reviews, actions and other deadlines, and training."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..model import Entity
from ..model._types import Cadence
from ..model.person import Person
from ..model.role import Role
from ._cache import per_manual
from ._manual import Manual
from .appointments import appointments_of
from .deadlines import deadlines, responsible_role
from .training import trainings


@dataclass(frozen=True)
class AgendaEntry:
    """Something due on a day, and the roles responsible for it."""

    record: Entity
    what: str
    """The task: `review`, `training` ..."""
    due: date
    roles: tuple[Role, ...]
    every: Cadence | None = None
    person: Person | None = None
    """The person, if it is a task of one person."""
    is_series: bool = False
    """Whether it is due of the newest record of its kind alone."""

    @property
    def name(self) -> str:
        """The id of the recurring task: it stays the same if the due date changes."""
        who = f".{self.person.key}" if self.person else ""
        name = self.what if self.is_series else f"{self.what}.{self.record.key}{who}"
        return name.replace(" ", "-").lower()


@per_manual
def agenda(manual: Manual) -> tuple[AgendaEntry, ...]:
    """Return all open tasks with a due date, the earliest first."""
    entries = [*_deadlines(manual), *_trainings(manual)]
    return tuple(sorted(entries, key=lambda entry: (entry.due, entry.name)))


def agenda_of(manual: Manual, role: Role) -> list[AgendaEntry]:
    """Return the entries that a role is responsible for, the earliest first."""
    return [entry for entry in agenda(manual) if any(role is own for own in entry.roles)]


def _deadlines(manual: Manual) -> Iterator[AgendaEntry]:
    for deadline in deadlines(manual):
        role = responsible_role(manual, deadline)
        roles = (role,) if role else ()
        yield AgendaEntry(
            deadline.record,
            deadline.what,
            deadline.due,
            roles,
            deadline.every,
            is_series=deadline.is_series,
        )


def _trainings(manual: Manual) -> Iterator[AgendaEntry]:
    # The training of a person is personal data; the staff edition withholds it.
    if manual.withholds("competences"):
        return
    for training in trainings(manual):
        if training.due is not None:
            roles = training.roles or _own_roles(manual, training.person)
            yield AgendaEntry(
                training.course,
                "training",
                training.due,
                roles,
                training.course.every,
                training.person,
            )


def _own_roles(manual: Manual, person: Person) -> tuple[Role, ...]:
    """Return the roles that a person holds, or all their roles if they hold none."""
    posts = appointments_of(manual, person)
    held = [post for post in posts if post.appointment.capacity == "holder"]
    return tuple({post.role.key: post.role for post in held or posts}.values())
