from collections.abc import Iterator
from itertools import combinations

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.appointments import appointments_of
from ..model.person import Person
from ..model.role import Role
from . import RuleResult

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """No person holds two roles that must not be combined.

    Source: ISO/IEC 27001, A.5.3 (segregation of duties).
    """
    apart = {
        frozenset((role.key, other.key))
        for role in manual.all(Role)
        for other in manual.references(role, Role, "conflicts_with")
    }
    for person in manual.all(Person):
        held = {found.role.key: found for found in appointments_of(manual, person)}
        for first, second in combinations(held.values(), 2):
            if frozenset((first.role.key, second.role.key)) in apart:
                yield RuleResult(
                    person,
                    f"has the roles {first.role.id} and {second.role.id}, "
                    "which must not be combined",
                    "Appoint another person to one of them.",
                    ("appointments", max(first.number, second.number)),
                )
