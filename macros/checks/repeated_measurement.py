from collections import Counter
from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.metric import Metric
from ..text import format_amount
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.NOTICE


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every metric has at most one value a day. Of several, the last one counts."""
    for metric in manual.all(Metric):
        days = Counter(measurement.on for measurement in metric.measurements)
        last = {found.on: number for number, found in enumerate(metric.measurements)}
        for day, number in last.items():
            if days[day] > 1:
                counts = format_amount(metric.measurements[number].value, metric.unit)
                message = f"has {days[day]} values on {day}; the last one, {counts}, counts"
                hint = f"Delete the other values of {day}, or correct their dates."
                yield RuleResult(metric, message, hint, ("measurements", number))
