"""Who has shown which competence, as of the manual's day."""

from dataclasses import dataclass
from datetime import date

from ..model.competence import Competence
from ..model.person import Person
from ..model.role import Role
from ._cache import per_manual
from ._manual import Manual
from .appointments import appointments_of, people


@dataclass(frozen=True)
class CompetenceStatus:
    """How somebody stands towards a competence that a role of theirs asks for."""

    person: Person
    competence: Competence
    roles: tuple[Role, ...]
    """The roles that ask for it."""
    since: date | None
    """The day it was shown last."""
    expires: date | None
    """The day from which it must be shown again."""

    def is_gap(self, day: date) -> bool:
        """Return whether it is yet to be shown, or to be shown again."""
        return self.since is None or (self.expires is not None and self.expires <= day)


def has_shown(manual: Manual, person: Person, competence: Competence) -> bool:
    """Return whether somebody has shown a competence, and need not yet show it again."""
    return any(
        manual.find(held.competence) is competence
        and held.since <= manual.day
        and (held.expires is None or held.expires > manual.day)
        for held in person.competences
    )


def yet_to_show(manual: Manual, role: Role, competence: Competence) -> list[Person]:
    """Return the holders and deputies of a role who have yet to show a competence."""
    if manual.withholds("competences"):
        return []
    acting = people(manual, role, "holder", "deputy")
    return [person for person in acting if not has_shown(manual, person, competence)]


@per_manual
def competence_statuses(manual: Manual) -> tuple[CompetenceStatus, ...]:
    """Return how holders and deputies stand towards each competence they need, by person."""
    if manual.withholds("competences"):
        return ()
    return tuple(
        _standing(manual, person, competence, roles)
        for person in manual.all(Person)
        for competence, roles in _wanted(manual, person).values()
    )


def competence_statuses_of_role(manual: Manual, role: Role) -> list[CompetenceStatus]:
    """Return how holder and deputy of a role stand towards each competence it asks for."""
    return [one for one in competence_statuses(manual) if role in one.roles]


def _wanted(manual: Manual, person: Person) -> dict[str, tuple[Competence, list[Role]]]:
    found: dict[str, tuple[Competence, list[Role]]] = {}
    for post in appointments_of(manual, person):
        if post.appointment.capacity != "member":
            for one in manual.references(post.role, Competence, "competences"):
                found.setdefault(one.key, (one, []))[1].append(post.role)
    return found


def _standing(
    manual: Manual, person: Person, competence: Competence, roles: list[Role]
) -> CompetenceStatus:
    shown = [
        held
        for held in person.competences
        if manual.find(held.competence) is competence and held.since <= manual.day
    ]
    # The one that lasts longest; what never expires lasts longer than all.
    best = max(shown, key=lambda held: (held.expires or date.max, held.since), default=None)
    return CompetenceStatus(
        person,
        competence,
        tuple(dict.fromkeys(roles)),
        best.since if best else None,
        best.expires if best else None,
    )
