from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.audiences import channels_to
from ..model.channel import Channel
from ..model.role import Role
from . import RuleResult

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING
FORMERLY = ("unreached-role",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every role is reached by a channel, if the manual has channels.

    Source: ISO/IEC 42001, 7.4.
    """
    for role in manual.all(Role) if manual.all(Channel) else ():
        if not channels_to(manual, role):
            hint = "Add it to the `audience` of a channel, or add `everyone: true` to a channel."
            yield RuleResult(role, "is not reached by any channel", hint)
