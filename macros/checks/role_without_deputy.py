from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..loading.samples import DAY, written
from ..manual import Manual
from ..manual.appointments import deputies, holders
from ..model.person import Person
from ..model.role import Role
from . import Flaw

CHALLENGE = Challenge.OWNERSHIP
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Every role has somebody other than its holder who stands in."""
    if not manual.all(Person):
        return
    for role in manual.all(Role):
        standing_in = deputies(manual, role)
        held_by = [person.key for person in holders(manual, role)]
        if not standing_in:
            line = f"- {{role: {written(role.id)}, capacity: deputy, since: {DAY}}}"
            hint = f"Add an appointment to the person who stands in: `{line}`."
            yield Flaw(role, f"has no deputy on {manual.day}", hint)
        elif held_by and all(person.key in held_by for person in standing_in):
            message = f"has {standing_in[0].id} both as holder and as only deputy"
            yield Flaw(role, message, "Let somebody else stand in.")
