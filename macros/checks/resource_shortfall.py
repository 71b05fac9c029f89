from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.resource import Resource
from ..text import format_amount, format_number
from . import RuleResult

CATEGORY = Category.RESOURCES
SEVERITY = Severity.WARNING
FORMERLY = ("short-resources",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every resource is allocated in the amount that is needed.

    Source: ISO/IEC 42001, 7.1.
    """
    for resource in manual.all(Resource):
        if resource.needed is None:
            continue
        needed = format_amount(resource.needed, resource.unit)
        period = f" in {resource.period}" if resource.period else ""
        if resource.allocated is None:
            if resource.needed:
                message = f"has no allocated amount, but {needed} are needed{period}"
                yield RuleResult(
                    resource, message, "Write the amount under `allocated`.", ("allocated",)
                )
        elif resource.needed > resource.allocated:
            missing = format_amount(resource.missing or 0, resource.unit)
            yield RuleResult(
                resource,
                f"has {format_number(resource.allocated)} of the {needed} that are needed{period}",
                f"Allocate the missing {missing}, or raise an action about {resource.id}.",
                ("allocated",),
            )
