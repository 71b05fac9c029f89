"""Who has shown which competence, on the day of the manual."""

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
    """Whether a person has shown a competence that one of their roles requires."""

    person: Person
    competence: Competence
    roles: tuple[Role, ...]
    """The roles that require it."""
    since: date | None
    """The day on which it was last shown."""
    expires: date | None
    """The day from which it must be shown again."""

    def is_gap(self, day: date) -> bool:
        """Return whether the competence is missing or expired on a day."""
        return self.since is None or (self.expires is not None and self.expires <= day)


def has_shown(manual: Manual, person: Person, competence: Competence) -> bool:
    """Return whether a person has shown a competence, and it has not expired."""
    return any(
        manual.find(held.competence) is competence
        and held.since <= manual.day
        and (held.expires is None or held.expires > manual.day)
        for held in person.competences
    )


def yet_to_show(manual: Manual, role: Role, competence: Competence) -> list[Person]:
    """Return the holders and deputies of a role who lack a competence."""
    if manual.withholds("competences"):
        return []
    acting = people(manual, role, "holder", "deputy")
    return [person for person in acting if not has_shown(manual, person, competence)]


@per_manual
def competence_statuses(manual: Manual) -> tuple[CompetenceStatus, ...]:
    """Return the status of each competence that holders and deputies need, by person."""
    if manual.withholds("competences"):
        return ()
    return tuple(
        _status(manual, person, competence, roles)
        for person in manual.all(Person)
        for competence, roles in _required(manual, person).values()
    )


def competence_statuses_of_role(manual: Manual, role: Role) -> list[CompetenceStatus]:
    """Return the status of each competence that a role requires, for its holders and deputies."""
    return [status for status in competence_statuses(manual) if role in status.roles]


def _required(manual: Manual, person: Person) -> dict[str, tuple[Competence, list[Role]]]:
    found: dict[str, tuple[Competence, list[Role]]] = {}
    for post in appointments_of(manual, person):
        if post.appointment.capacity != "member":
            for competence in manual.references(post.role, Competence, "competences"):
                found.setdefault(competence.key, (competence, []))[1].append(post.role)
    return found


def _status(
    manual: Manual, person: Person, competence: Competence, roles: list[Role]
) -> CompetenceStatus:
    shown = [
        held
        for held in person.competences
        if manual.find(held.competence) is competence and held.since <= manual.day
    ]
    # Take the one that expires last, or never.
    best = max(shown, key=lambda held: (held.expires or date.max, held.since), default=None)
    return CompetenceStatus(
        person,
        competence,
        tuple(dict.fromkeys(roles)),
        best.since if best else None,
        best.expires if best else None,
    )
