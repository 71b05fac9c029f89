from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..model.metric import Metric
from ..text import amount
from . import Flaw

CHALLENGE = Challenge.REVIEW
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Every metric's newest value is as good as its target or better."""
    for metric in manual.all(Metric):
        if metric.last is not None and metric.on_target is False:
            value = amount(metric.last.value, metric.unit)
            bound = "at least" if metric.better == "higher" else "at most"
            wanted = amount(metric.target, metric.unit)
            yield Flaw(
                metric,
                f"stood at {value} on {metric.last.on}; {bound} {wanted} is wanted",
                "Raise an action about it.",
                metric.place_of_last,
            )
