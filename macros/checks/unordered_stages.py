from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..model.stage import Stage
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.ERROR


def check(manual: Manual) -> Iterator[Flaw]:
    """Every life-cycle stage has a position of its own."""
    first: dict[int, Stage] = {}
    for stage in manual.all(Stage):
        other = first.setdefault(stage.position, stage)
        if other is not stage:
            message = f"has position {stage.position}, as has {other.id}"
            yield Flaw(stage, message, "Give each stage a position of its own.", ("position",))
