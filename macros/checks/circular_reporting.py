from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.cycles import find_cycles
from ..model.role import Role
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR
FORMERLY = ("reporting-circle",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """No role reports to itself, directly or through other roles.

    Source: ISO/IEC 42001, 5.3.
    """
    above = {
        role.key: superior.key
        for role in manual.all(Role)
        if role.reports_to and (superior := manual.find(role.reports_to)) is not None
    }
    for cycle in find_cycles(above):
        line = ", which reports to ".join([*cycle[1:], cycle[0]])
        message = f"reports to {line}" if len(cycle) > 1 else "reports to itself"
        yield RuleResult(
            manual[cycle[0]],
            message,
            "Correct or delete `reports_to` in one of these roles.",
            ("reports_to",),
        )
