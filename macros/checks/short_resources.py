from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..model.resource import Resource
from ..text import amount, number
from . import Flaw

CHALLENGE = Challenge.RESOURCES
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Every resource is granted as much as is needed."""
    for resource in manual.all(Resource):
        if resource.needed is None:
            continue
        needed = amount(resource.needed, resource.unit)
        period = f" in {resource.period}" if resource.period else ""
        if resource.allocated is None:
            if resource.needed:
                message = f"needs {needed}{period}, and nothing says how much was granted"
                yield Flaw(resource, message, "Write it under `allocated`.", ("allocated",))
        elif resource.needed > resource.allocated:
            missing = amount(resource.missing or 0, resource.unit)
            yield Flaw(
                resource,
                f"has {number(resource.allocated)} of the {needed} it needs{period}",
                f"Grant the missing {missing}, or raise an action that says what is left undone.",
                ("allocated",),
            )
