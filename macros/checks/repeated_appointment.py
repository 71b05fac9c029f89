from collections.abc import Iterator
from itertools import combinations

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.person import Person
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.NOTICE


def check(manual: Manual) -> Iterator[RuleResult]:
    """Nobody has one role twice, in the same capacity, on the same day."""
    for person in manual.all(Person):
        numbered = [*enumerate(person.appointments)]
        for (_, one), (number, other) in combinations(numbered, 2):
            role = manual.find(one.role)
            # Who chairs a body can be its member, and who sits in it can stand in for its chair.
            same = one.capacity == other.capacity and manual.find(other.role) is role
            if role is None or not same:
                continue
            day = max(one.since, other.since)
            if one.holds_on(day) and other.holds_on(day):
                said = f"has the role {role.id} in two appointments on {day}"
                ended = f", or end the earlier one: `until` before {day}"
                hint = f"Delete one of them{'' if one.since == other.since else ended}."
                yield RuleResult(person, said, hint, ("appointments", number))
