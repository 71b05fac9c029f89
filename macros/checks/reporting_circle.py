from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..manual.cycles import circles
from ..model.role import Role
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.ERROR


def check(manual: Manual) -> Iterator[Flaw]:
    """Every reporting line ends at the top, and in no circle."""
    above = {
        role.key: superior.key
        for role in manual.all(Role)
        if role.reports_to and (superior := manual.find(role.reports_to)) is not None
    }
    for circle in circles(above):
        line = ", who reports to ".join([*circle[1:], circle[0]])
        message = f"reports to {line}" if len(circle) > 1 else "reports to itself"
        yield Flaw(
            manual[circle[0]],
            message,
            "Let one of them report to somebody outside the circle, or to nobody.",
            ("reports_to",),
        )
