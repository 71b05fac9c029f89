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
    """Every metric has one value a day; of several, the one that is written last counts."""
    for metric in manual.all(Metric):
        days = Counter(one.on for one in metric.measurements)
        last = {one.on: number for number, one in enumerate(metric.measurements)}
        for day, number in last.items():
            if days[day] > 1:
                counts = format_amount(metric.measurements[number].value, metric.unit)
                message = f"has {days[day]} values on {day}; the last one, {counts}, counts"
                hint = f"Delete the other values of {day}, or correct their days."
                yield RuleResult(metric, message, hint, ("measurements", number))
