from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.audiences import channels_to
from ..model.channel import Channel
from ..model.role import Role
from . import RuleResult

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every role is reached by a channel."""
    for role in manual.all(Role) if manual.all(Channel) else ():
        if not channels_to(manual, role):
            hint = "Name it in a channel's `audience`, or give a channel `everyone: true`."
            yield RuleResult(role, "is reached by no channel", hint)
