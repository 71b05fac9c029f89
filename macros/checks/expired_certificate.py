from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from . import Flaw

CHALLENGE = Challenge.REVIEW
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Every certificate that the organisation says it holds is still in force."""
    own = manual.organisation
    for number, one in enumerate(own.holds if own else ()):
        if own and one.until and one.until < manual.day:
            message = f"says that it holds {one.framework}, until {one.until}"
            hint = "Renew the certificate and write its last day under `until`, or take it out."
            yield Flaw(own, message, hint, ("holds", number, "until"))
