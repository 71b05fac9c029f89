from collections.abc import Iterator

from ..diagnostics import Category, Severity, did_you_mean
from ..manual import Manual
from ..manual.cycles import find_cycles
from ..model.framework import Framework
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every part of a framework stands under a part of the same framework, and not under itself."""
    for framework in manual.all(Framework):
        numbers = {item.id: number for number, item in enumerate(framework.items)}
        above = {}
        for number, item in enumerate(framework.items):
            if item.parent is not None and item.parent not in numbers:
                message = f"has {item.id} stand under '{item.parent}', which does not exist"
                hint = did_you_mean(item.parent, numbers)
                yield RuleResult(framework, message, hint, ("items", number, "parent"))
            elif item.parent is not None:
                above[item.id] = item.parent
        for circle in find_cycles(above):
            line = " under ".join([*circle, circle[0]])
            field_path = ("items", numbers[circle[0]], "parent")
            yield RuleResult(
                framework,
                f"has {line}",
                "Put one of them under another part, or under none.",
                field_path,
            )
