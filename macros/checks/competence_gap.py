from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.appointments import holders, people
from ..model.person import Person
from ..model.role import Role
from ..text import join_words
from . import RuleResult
from ._results import report_on_manual

CATEGORY = Category.RESOURCES
SEVERITY = Severity.WARNING
TOPIC = "competences"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every holder and deputy of a role has the competences that the role requires.

    Source: ISO/IEC 42001, 7.2.
    """
    persons, roles = manual.all(Person), manual.all(Role)
    if not any(person.competences for person in persons):
        if persons and any(role.competences for role in roles):
            hint = "Write under `competences` in people.yaml which competences each person has."
            yield from report_on_manual(
                manual, "has roles that require competences, but no person with a competence", hint
            )
        return
    for role in roles:
        yield from _check_role(manual, role)


def _check_role(manual: Manual, role: Role) -> Iterator[RuleResult]:
    holding = {person.key for person in holders(manual, role)}
    for person in people(manual, role, "holder", "deputy") if role.competences else ():
        missing = _missing_competences(manual, role, person)
        if missing:
            capacity = "holder" if person.key in holding else "deputy"
            message = f"requires {join_words(missing)}, which its {capacity} {person.id} lacks"
            hint = (
                f"Train {person.id}, then add each competence under `competences` of {person.id}."
            )
            yield RuleResult(role, message, hint, ("competences",))


def _missing_competences(manual: Manual, role: Role, person: Person) -> list[str]:
    """Return the competences of a role that a person lacks, with the date if one has expired."""
    missing = []
    for name in role.competences:
        competence = manual.find(name)
        current = [
            held
            for held in person.competences
            if manual.find(held.competence) is competence and held.since <= manual.day
        ]
        if competence is None or any(
            not held.expires or held.expires > manual.day for held in current
        ):
            continue
        expired = max((held.expires for held in current if held.expires), default=None)
        missing.append(f"{name} (expired on {expired})" if expired else name)
    return missing
