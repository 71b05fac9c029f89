from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import sample_line
from ..manual import Manual
from ..model.action import Action
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every closed action has a closing date, and no open action has one."""
    for action in manual.all(Action):
        if action.is_open and action.closed:
            message = f"is {action.state}, but has the closing date {action.closed}"
            yield RuleResult(action, message, "Correct `state`, or delete `closed`.", ("state",))
        elif not action.is_open and not action.closed:
            message = f"is {action.state}, but has no closing date"
            hint = f"Add the line `{sample_line(Action, 'closed')}`, with the closing date."
            yield RuleResult(action, message, hint, ("closed",))
