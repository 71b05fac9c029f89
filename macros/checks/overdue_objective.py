from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.deadlines import deadlines
from ..model.objective import Objective
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every objective is met or missed by its due date.

    Source: ISO/IEC 42001, 6.2.
    """
    for deadline in deadlines(manual):
        objective = deadline.record
        if isinstance(objective, Objective) and deadline.due < manual.day:
            message = f"was due on {deadline.due} and is still {objective.state}"
            yield RuleResult(
                objective,
                message,
                "Set `state` to `met` or `missed`, or agree a new due date.",
                deadline.field_path,
            )
