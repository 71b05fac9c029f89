from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.metric import Metric
from ..text import format_amount
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """The latest value of every metric meets its target.

    Source: ISO/IEC 42001, 9.1.
    """
    for metric in manual.all(Metric):
        if metric.last is not None and metric.on_target is False:
            value = format_amount(metric.last.value, metric.unit)
            bound = "at least" if metric.better == "higher" else "at most"
            target = format_amount(metric.target, metric.unit)
            yield RuleResult(
                metric,
                f"was {value} on {metric.last.on}; its target is {bound} {target}",
                f"Raise an action about {metric.id}.",
                metric.place_of_last,
            )
