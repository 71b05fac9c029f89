from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.deadlines import Deadline, deadlines
from ..model._types import days_after, next_due
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.NOTICE


def check(manual: Manual) -> Iterator[RuleResult]:
    """Nothing falls due within `due_soon_days` of the settings."""
    last = days_after(manual.day, manual.settings.due_soon_days)
    for deadline in deadlines(manual):
        if manual.day <= deadline.due <= last and not _comes_round_anyway(deadline, manual, last):
            days = (deadline.due - manual.day).days
            when = f"in {days} days" if days > 1 else "tomorrow" if days else "today"
            message = f"{deadline.what} is due on {deadline.due}, {when}"
            yield RuleResult(deadline.record, message, "", deadline.field_path)


def _comes_round_anyway(deadline: Deadline, manual: Manual, last: object) -> bool:
    """Return whether something is due so often that it is always due soon, which says nothing."""
    if deadline.every is None:
        return False
    days = (next_due(manual.day, deadline.every) - manual.day).days
    return days <= max(31, manual.settings.due_soon_days)
