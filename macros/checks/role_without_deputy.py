from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import DAY, yaml_value
from ..manual import Manual
from ..manual.appointments import deputies, holders
from ..model.person import Person
from ..model.role import Role
from . import RuleResult

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every role has somebody other than its holder who stands in."""
    if not manual.all(Person):
        return
    for role in manual.all(Role):
        standing_in = deputies(manual, role)
        held_by = [person.key for person in holders(manual, role)]
        if not standing_in:
            line = f"- {{role: {yaml_value(role.id)}, capacity: deputy, since: {DAY}}}"
            hint = f"Add an appointment to the person who stands in: `{line}`."
            yield RuleResult(role, f"has no deputy on {manual.day}", hint)
        elif held_by and all(person.key in held_by for person in standing_in):
            message = f"has {standing_in[0].id} both as holder and as only deputy"
            yield RuleResult(role, message, "Let somebody else stand in.")
