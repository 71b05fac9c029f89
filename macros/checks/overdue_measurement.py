from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model._types import days_after, next_due
from ..model.metric import Metric
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING
FORMERLY = ("unmeasured-metric",)
# The figures of a period are collected in the weeks after it.
_GRACE = 15


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every metric is measured as often as planned.

    Source: ISO/IEC 42001, 9.1.
    """
    for metric in manual.all(Metric):
        if metric.last is None:
            hint = "Measure it and add the value under `measurements`, or delete the metric."
            yield RuleResult(metric, "has never been measured", hint, ("measurements",))
        elif days_after(due := next_due(metric.last.on, metric.every), _GRACE) < manual.day:
            yield RuleResult(
                metric,
                f"was due to be measured on {due}; the last measurement is dated {metric.last.on}",
                "Measure it, then add the value under `measurements`.",
                metric.place_of_last,
            )
