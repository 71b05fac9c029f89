from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.appointments import holders, people
from ..model.person import Person
from ..model.role import Role
from ..text import join_words
from . import RuleResult
from ._whole import as_whole

CATEGORY = Category.RESOURCES
SEVERITY = Severity.WARNING
TOPIC = "competences"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Whoever holds a role or stands in has shown each competence it asks for."""
    everybody, roles = manual.all(Person), manual.all(Role)
    if not any(person.competences for person in everybody):
        if everybody and any(role.competences for role in roles):
            hint = "Write under `competences` in people.yaml who has shown what."
            yield from as_whole(manual, "asks for competences, and nobody has shown any", hint)
        return
    for role in roles:
        yield from _of_role(manual, role)


def _of_role(manual: Manual, role: Role) -> Iterator[RuleResult]:
    holding = {person.key for person in holders(manual, role)}
    for person in people(manual, role, "holder", "deputy") if role.competences else ():
        lacking = _lacking(manual, role, person)
        if lacking:
            capacity = "holder" if person.key in holding else "deputy"
            message = f"has {person.id} as {capacity}, who lacks {join_words(lacking)}"
            hint = f"Train {person.id}, and write it under `competences` when it is shown."
            yield RuleResult(role, message, hint, ("competences",))


def _lacking(manual: Manual, role: Role, person: Person) -> list[str]:
    """Return the competences of a role that somebody has not, or no longer, shown."""
    lacking = []
    for name in role.competences:
        competence = manual.find(name)
        shown = [
            held
            for held in person.competences
            if manual.find(held.competence) is competence and held.since <= manual.day
        ]
        if competence is None or any(not one.expires or one.expires > manual.day for one in shown):
            continue
        expired = max((one.expires for one in shown if one.expires), default=None)
        lacking.append(f"{name} (expired on {expired})" if expired else name)
    return lacking
