from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model._types import days_after, next_due
from ..model.metric import Metric
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING
# Figures for a period are put together in the weeks after it.
_GRACE = 15


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every metric is measured as often as it says."""
    for metric in manual.all(Metric):
        if metric.last is None:
            hint = "Measure it, or take it out; what nobody measures shows nothing."
            yield RuleResult(metric, "was never measured", hint, ("measurements",))
        elif days_after(due := next_due(metric.last.on, metric.every), _GRACE) < manual.day:
            yield RuleResult(
                metric,
                f"was last measured on {metric.last.on}, and was due on {due} ({metric.every})",
                "Add the measurement.",
                metric.place_of_last,
            )
