from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.action import Action
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING
FORMERLY = ("late-action",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """No open action is past its due date."""
    for action in manual.all(Action):
        if action.is_late(manual.day):
            hint = "Complete it, or agree a new due date."
            yield RuleResult(
                action, f"was due on {action.due} and is still {action.state}", hint, ("due",)
            )
