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
    """Nobody has two roles at a time of which one must not be joined with the other."""
    apart = {
        frozenset((role.key, other.key))
        for role in manual.all(Role)
        for other in manual.references(role, Role, "conflicts_with")
    }
    for person in manual.all(Person):
        posts = {post.role.key: post for post in appointments_of(manual, person)}
        for one, other in combinations(posts.values(), 2):
            if frozenset((one.role.key, other.role.key)) in apart:
                yield RuleResult(
                    person,
                    f"has the roles {one.role.id} and {other.role.id}, "
                    "which the same person must not have",
                    "Give one of them to somebody else.",
                    ("appointments", max(one.number, other.number)),
                )
