from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.stage import Stage
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR
FORMERLY = ("unordered-stages",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """No two life-cycle stages have the same position."""
    first: dict[int, Stage] = {}
    for stage in manual.all(Stage):
        other = first.setdefault(stage.position, stage)
        if other is not stage:
            message = f"has position {stage.position}, the same as {other.id}"
            yield RuleResult(
                stage, message, "Give each stage a different `position`.", ("position",)
            )
