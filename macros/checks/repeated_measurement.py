from collections import Counter
from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..model.metric import Metric
from ..text import amount
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.NOTICE


def check(manual: Manual) -> Iterator[Flaw]:
    """Every metric has one value a day; of several, the one that is written last counts."""
    for metric in manual.all(Metric):
        days = Counter(one.on for one in metric.measurements)
        last = {one.on: number for number, one in enumerate(metric.measurements)}
        for day, number in last.items():
            if days[day] > 1:
                counts = amount(metric.measurements[number].value, metric.unit)
                message = f"has {days[day]} values on {day}; the last one, {counts}, counts"
                hint = f"Delete the other values of {day}, or correct their days."
                yield Flaw(metric, message, hint, ("measurements", number))
