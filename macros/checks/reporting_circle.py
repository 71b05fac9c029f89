from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.cycles import find_cycles
from ..model.role import Role
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every reporting line ends at the top, and in no circle."""
    above = {
        role.key: superior.key
        for role in manual.all(Role)
        if role.reports_to and (superior := manual.find(role.reports_to)) is not None
    }
    for circle in find_cycles(above):
        line = ", who reports to ".join([*circle[1:], circle[0]])
        message = f"reports to {line}" if len(circle) > 1 else "reports to itself"
        yield RuleResult(
            manual[circle[0]],
            message,
            "Let one of them report to somebody outside the circle, or to nobody.",
            ("reports_to",),
        )
