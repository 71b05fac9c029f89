from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.action import Action
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every action has a day on which it was closed if it is closed, and none if it is open."""
    for action in manual.all(Action):
        if action.is_open and action.closed:
            message = f"is {action.state}, although it was closed on {action.closed}"
            yield RuleResult(action, message, "Correct `state` or `closed`.", ("state",))
        elif not action.is_open and not action.closed:
            message = f"is {action.state}, and does not say since when"
            yield RuleResult(action, message, "Write the day under `closed`.", ("closed",))
