from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import DAY, yaml_value
from ..manual import Manual
from ..manual.appointments import appointments_to, holders
from ..model.person import Person
from ..model.role import Role
from . import RuleResult
from ._whole import as_whole

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every role is held by somebody, and every body has a chair."""
    if not manual.all(Person):
        if manual.all(Role):
            first = manual.all(Role)[0].id
            line = f"appointments: [{{role: {first}, since: {DAY}}}]"
            hint = f"Write in people.yaml who holds which role, such as `{line}`."
            yield from as_whole(manual, "has roles, and nobody who holds them", hint)
        return
    for role in manual.all(Role):
        if not holders(manual, role):
            lacking = "has no chair" if role.body else "is held by nobody"
            yield RuleResult(role, f"{lacking} on {manual.day}", _hint(manual, role))


def _hint(manual: Manual, role: Role) -> str:
    """Return who comes, or who went, else how to appoint somebody."""
    posts = [
        post for post in appointments_to(manual, role) if post.appointment.capacity == "holder"
    ]
    coming = [post for post in posts if post.appointment.since > manual.day]
    if coming:
        first = min(coming, key=lambda post: post.appointment.since)
        return (
            f"{first.person.id} takes it up on {first.appointment.since}; name somebody until then."
        )
    gone = [(post.appointment.until, post.person.id) for post in posts if post.appointment.until]
    left = "{1} held it until {0}. ".format(*max(gone)) if gone else ""
    return f"{left}Add an appointment to the person who holds it: {_line(role)}."


def _line(role: Role) -> str:
    return f"`- {{role: {yaml_value(role.id)}, since: {DAY}}}`"
