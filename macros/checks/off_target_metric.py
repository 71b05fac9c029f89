from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.metric import Metric
from ..text import format_amount
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every metric's newest value is as good as its target or better."""
    for metric in manual.all(Metric):
        if metric.last is not None and metric.on_target is False:
            value = format_amount(metric.last.value, metric.unit)
            bound = "at least" if metric.better == "higher" else "at most"
            wanted = format_amount(metric.target, metric.unit)
            yield RuleResult(
                metric,
                f"stood at {value} on {metric.last.on}; {bound} {wanted} is wanted",
                "Raise an action about it.",
                metric.place_of_last,
            )
