from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.resource import Resource
from ..text import format_amount, format_number
from . import RuleResult

CATEGORY = Category.RESOURCES
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every resource is granted as much as is needed."""
    for resource in manual.all(Resource):
        if resource.needed is None:
            continue
        needed = format_amount(resource.needed, resource.unit)
        period = f" in {resource.period}" if resource.period else ""
        if resource.allocated is None:
            if resource.needed:
                message = f"needs {needed}{period}, and nothing says how much was granted"
                yield RuleResult(resource, message, "Write it under `allocated`.", ("allocated",))
        elif resource.needed > resource.allocated:
            missing = format_amount(resource.missing or 0, resource.unit)
            yield RuleResult(
                resource,
                f"has {format_number(resource.allocated)} of the {needed} it needs{period}",
                f"Grant the missing {missing}, or raise an action that says what is left undone.",
                ("allocated",),
            )
