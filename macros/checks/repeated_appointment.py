from collections.abc import Iterator
from itertools import combinations

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.person import Person
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.NOTICE


def check(manual: Manual) -> Iterator[RuleResult]:
    """No person has two appointments to a role in the same capacity on the same day."""
    for person in manual.all(Person):
        numbered = [*enumerate(person.appointments)]
        for (_, first), (number, second) in combinations(numbered, 2):
            role = manual.find(first.role)
            # The chair of a body can also be its member, and a member can be the deputy.
            same = first.capacity == second.capacity and manual.find(second.role) is role
            if role is None or not same:
                continue
            day = max(first.since, second.since)
            if first.holds_on(day) and second.holds_on(day):
                message = f"has the role {role.id} in two appointments on {day}"
                end = f", or end the earlier one with an `until` before {day}"
                hint = f"Delete one of them{'' if first.since == second.since else end}."
                yield RuleResult(person, message, hint, ("appointments", number))
