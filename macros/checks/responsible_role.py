from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.responsibilities import roles_with
from ..model.activity import Activity
from . import RuleResult

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every activity has at least one responsible role (R).

    Source: ISO/IEC 42001, 5.3.
    """
    for activity in manual.all(Activity):
        if activity.responsibilities and not roles_with(activity, "R"):
            hint = "Give R to the role that carries it out. The accountable role can have A/R."
            yield RuleResult(activity, "has no responsible role", hint, ("responsibilities",))
