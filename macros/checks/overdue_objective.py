from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.deadlines import deadlines
from ..model.objective import Objective
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every objective is judged met or missed by the day it was to be reached."""
    for deadline in deadlines(manual):
        objective = deadline.record
        if isinstance(objective, Objective) and deadline.due < manual.day:
            message = f"was to be reached by {deadline.due} and is still {objective.state}"
            yield RuleResult(
                objective, message, "Judge whether it was met or missed.", deadline.field_path
            )
