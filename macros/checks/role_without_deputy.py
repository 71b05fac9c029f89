from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import DAY, yaml_value
from ..manual import Manual
from ..manual.appointments import deputies, holders
from ..manual.audiences import is_group
from ..model.person import Person
from ..model.role import Role
from . import RuleResult

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every role, except a group such as all staff, has a deputy other than its holder."""
    if not manual.all(Person):
        return
    for role in (role for role in manual.all(Role) if not is_group(role)):
        found = deputies(manual, role)
        held_by = [person.key for person in holders(manual, role)]
        if not found:
            line = f"- {{role: {yaml_value(role.id)}, capacity: deputy, since: {DAY}}}"
            hint = f"Add an appointment to the record of the deputy: `{line}`."
            yield RuleResult(role, f"has no deputy on {manual.day}", hint)
        elif held_by and all(person.key in held_by for person in found):
            message = f"has {found[0].id} both as holder and as only deputy"
            yield RuleResult(role, message, "Appoint another person as deputy.")
