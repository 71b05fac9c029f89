from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..loading.samples import line
from ..manual import Manual
from ..model.communication import Communication
from . import Flaw

CHALLENGE = Challenge.COMMUNICATION
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Every communication that comes round was sent when it was due."""
    for one in manual.all(Communication):
        if one.every and one.last_sent is None:
            message = f"is to be sent {one.every}, and nothing says when it was"
            yield Flaw(
                one,
                message,
                f"Write the day: `{line(Communication, 'last_sent')}`.",
                ("last_sent",),
            )
        elif one.due and one.due < manual.day:
            message = f"was to be sent again by {one.due}"
            hint = "Send it, and write the day under `last_sent`."
            yield Flaw(one, message, hint, ("last_sent",))
