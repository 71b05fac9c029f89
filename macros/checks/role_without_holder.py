from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import DAY, yaml_value
from ..manual import Manual
from ..manual.appointments import appointments_to, holders
from ..manual.audiences import is_group
from ..model.person import Person
from ..model.role import Role
from . import RuleResult
from ._results import report_on_manual

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every role has a holder, and every body has a chair; a group such as all staff needs none.

    Source: ISO/IEC 42001, 5.3.
    """
    if not manual.all(Person):
        if manual.all(Role):
            first = manual.all(Role)[0].id
            line = f"appointments: [{{role: {first}, since: {DAY}}}]"
            hint = f"Write in people.yaml who holds which role, for example `{line}`."
            yield from report_on_manual(manual, "has roles, but no person who holds one", hint)
        return
    for role in manual.all(Role):
        if not holders(manual, role) and not is_group(role):
            missing = "chair" if role.body else "holder"
            yield RuleResult(role, f"has no {missing} on {manual.day}", _hint(manual, role))


def _hint(manual: Manual, role: Role) -> str:
    """Return who will hold or has held a role, and how to appoint a person."""
    found = [
        found for found in appointments_to(manual, role) if found.appointment.capacity == "holder"
    ]
    future = [holding for holding in found if holding.appointment.since > manual.day]
    if future:
        first = min(future, key=lambda holding: holding.appointment.since)
        start = first.appointment.since
        return f"{first.person.id} will hold it from {start}. Appoint a person until then."
    ended = [
        (holding.appointment.until, holding.person.id)
        for holding in found
        if holding.appointment.until
    ]
    former = "{1} held it until {0}. ".format(*max(ended)) if ended else ""
    return f"{former}Add an appointment to the record of the holder: {_line(role)}."


def _line(role: Role) -> str:
    return f"`- {{role: {yaml_value(role.id)}, since: {DAY}}}`"
