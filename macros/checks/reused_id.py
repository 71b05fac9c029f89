from collections.abc import Iterator

from ..diagnostics import Challenge, Level, quoted
from ..editions.document_control import reused
from ..manual import Manual
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """No id means another thing than in an earlier edition."""
    for one in reused(manual):
        message = f"was the id of the {one.kind} {quoted(one.title)} in {one.edition.label}"
        hint = "Give this record an id of its own: what was written about the other one names it."
        yield Flaw(one.record, message, hint, ("id",))
