from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.stage import Stage
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every life-cycle stage has a position of its own."""
    first: dict[int, Stage] = {}
    for stage in manual.all(Stage):
        other = first.setdefault(stage.position, stage)
        if other is not stage:
            message = f"has position {stage.position}, as has {other.id}"
            yield RuleResult(
                stage, message, "Give each stage a position of its own.", ("position",)
            )
