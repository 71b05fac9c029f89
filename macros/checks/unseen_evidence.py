from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..model._types import after
from ..model.applicability import Applicability
from . import Flaw

CHALLENGE = Challenge.REVIEW
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Somebody has looked at each piece of evidence within a year."""
    for row in manual.all(Applicability):
        for number, one in enumerate(row.evidence if row.applies else ()):
            if one.seen is None:
                message = f"does not say when {one.what} was looked at as evidence"
            elif after(one.seen, "yearly") < manual.day:
                message = f"has evidence, {one.what}, that nobody has looked at since {one.seen}"
            else:
                continue
            hint = "Look at it, and write the day under `seen`."
            yield Flaw(row, message, hint, ("evidence", number, "seen"))
