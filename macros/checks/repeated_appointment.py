from collections.abc import Iterator
from itertools import combinations

from ..findings import Challenge, Level
from ..manual import Manual
from ..model.person import Person
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.NOTICE


def check(manual: Manual) -> Iterator[Flaw]:
    """Nobody has one role in two appointments on the same day."""
    for person in manual.all(Person):
        numbered = [*enumerate(person.appointments)]
        for (_, one), (number, other) in combinations(numbered, 2):
            role = manual.find(one.role)
            if role is None or manual.find(other.role) is not role:
                continue
            day = max(one.since, other.since)
            if one.holds_on(day) and other.holds_on(day):
                said = f"has the role {role.id} in two appointments on {day}"
                ended = f", or end the earlier one: `until` before {day}"
                hint = f"Delete one of them{'' if one.since == other.since else ended}."
                yield Flaw(person, said, hint, ("appointments", number))
