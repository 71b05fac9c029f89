from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.action import Action
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every action was done by the day it was due."""
    for action in manual.all(Action):
        if action.is_late(manual.day):
            hint = "Finish it, or agree another day with those who wait for it."
            yield RuleResult(
                action, f"is {action.state} and was due on {action.due}", hint, ("due",)
            )
