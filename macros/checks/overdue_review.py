from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.deadlines import deadlines
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every review, assessment and audit took place by the day it was due."""
    for one in deadlines(manual):
        if one.due < manual.day and not one.task.has_own_rule:
            message = one.task.overdue.format(day=one.due)
            yield RuleResult(one.record, message, one.task.hint, one.field_path)
