from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.deadlines import deadlines
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every review, impact assessment and audit took place by its due date.

    Source: ISO/IEC 42001, 8.2, 8.4, 9.2.1, 9.3.1 and A.2.4.
    """
    for deadline in deadlines(manual):
        if deadline.due < manual.day and not deadline.task.has_own_rule:
            message = deadline.task.overdue.format(day=deadline.due)
            yield RuleResult(deadline.record, message, deadline.task.hint, deadline.field_path)
