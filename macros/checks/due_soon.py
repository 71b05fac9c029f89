from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.deadlines import Deadline, deadlines
from ..model._types import days_after, next_due
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.NOTICE


def check(manual: Manual) -> Iterator[RuleResult]:
    """Nothing is due within the next `due_soon_days` days (a setting)."""
    last = days_after(manual.day, manual.settings.due_soon_days)
    for deadline in deadlines(manual):
        if manual.day <= deadline.due <= last and not _is_routine(deadline, manual):
            days = (deadline.due - manual.day).days
            when = f"in {days} days" if days > 1 else "tomorrow" if days else "today"
            message = f"{deadline.what} is due {when}, on {deadline.due}"
            yield RuleResult(deadline.record, message, "", deadline.field_path)


def _is_routine(deadline: Deadline, manual: Manual) -> bool:
    """Return whether something recurs so often that it is always due soon."""
    if deadline.every is None:
        return False
    days = (next_due(manual.day, deadline.every) - manual.day).days
    return days <= max(31, manual.settings.due_soon_days)
