"""Who has shown which competence, as of the manual's day."""

from .holders import people
from .manual import Manual
from .model.competence import Competence
from .model.person import Person
from .model.role import Role


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
    acting = people(manual, role, "holder", "deputy")
    return [person for person in acting if not has_shown(manual, person, competence)]
