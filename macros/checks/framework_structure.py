from collections.abc import Iterator

from ..diagnostics import Category, Severity, did_you_mean
from ..manual import Manual
from ..manual.cycles import find_cycles
from ..model.framework import Framework
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every parent of an item exists in the same framework, and parents have no cycle."""
    for framework in manual.all(Framework):
        numbers = {item.id: number for number, item in enumerate(framework.items)}
        above = {}
        for number, item in enumerate(framework.items):
            if item.parent is not None and item.parent not in numbers:
                message = f"gives {item.id} the parent '{item.parent}', which does not exist"
                hint = did_you_mean(item.parent, numbers) or "Correct or delete `parent`."
                yield RuleResult(framework, message, hint, ("items", number, "parent"))
            elif item.parent is not None:
                above[item.id] = item.parent
        for cycle in find_cycles(above):
            line = ", whose parent is ".join([*cycle, cycle[0]])
            field_path = ("items", numbers[cycle[0]], "parent")
            yield RuleResult(
                framework,
                f"has a cycle of parents: {line}",
                "Correct or delete `parent` in one of these items.",
                field_path,
            )
