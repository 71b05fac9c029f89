"""Everything with a day to keep: what falls due, and who must be trained by when."""

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
    """Something to be done by a day, and the roles that have to see to it."""

    record: Entity
    what: str
    """What is to be done: `review`, `training` ..."""
    due: date
    roles: tuple[Role, ...]
    every: Cadence | None = None
    person: Person | None = None
    """Who has to, where it is one person."""
    is_series: bool = False
    """Whether it is due of the newest record of its kind alone."""

    @property
    def name(self) -> str:
        """The name of the duty itself: the same each time it comes round, and wherever it moves."""
        who = f".{self.person.key}" if self.person else ""
        name = self.what if self.is_series else f"{self.what}.{self.record.key}{who}"
        return name.replace(" ", "-").lower()


@per_manual
def agenda(manual: Manual) -> tuple[AgendaEntry, ...]:
    """Return all that is still to be done by a day, the earliest first."""
    entries = [*_deadlines(manual), *_trainings(manual)]
    return tuple(sorted(entries, key=lambda one: (one.due, one.name)))


def agenda_of(manual: Manual, role: Role) -> list[AgendaEntry]:
    """Return what a role has to see to, the earliest first."""
    return [one for one in agenda(manual) if any(role is mine for mine in one.roles)]


def _deadlines(manual: Manual) -> Iterator[AgendaEntry]:
    for one in deadlines(manual):
        role = responsible_role(manual, one)
        roles = (role,) if role else ()
        yield AgendaEntry(one.record, one.what, one.due, roles, one.every, is_series=one.is_series)


def _trainings(manual: Manual) -> Iterator[AgendaEntry]:
    # What somebody has or has not learnt is theirs; the manual for staff does not tell it.
    if manual.withholds("competences"):
        return
    for one in trainings(manual):
        if one.due is not None:
            roles = one.roles or _own_roles(manual, one.person)
            yield AgendaEntry(one.course, "training", one.due, roles, one.course.every, one.person)


def _own_roles(manual: Manual, person: Person) -> tuple[Role, ...]:
    """Return the roles somebody holds, or those they have some part in where they hold none."""
    posts = appointments_of(manual, person)
    held = [post for post in posts if post.appointment.capacity == "holder"]
    return tuple({post.role.key: post.role for post in held or posts}.values())
