from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import sample_line
from ..manual import Manual
from ..model.action import Action
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING
FORMERLY = ("undated-action",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every open action has a due date."""
    for action in manual.all(Action):
        if action.is_open and action.due is None:
            line = sample_line(Action, "due")
            hint = f"Add the line `{line}`, with the date by which it is due."
            yield RuleResult(action, f"is {action.state} and has no due date", hint, ("due",))
