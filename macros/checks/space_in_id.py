from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.NOTICE


def check(manual: Manual) -> Iterator[Flaw]:
    """No id has a space in it, except for the number of a clause or article."""
    for record in manual.entities:
        if " " in record.id.strip() and not record.written_in:
            better = "-".join(record.id.split())
            better = better if better.isupper() else better.lower()
            message = "has an id with a space in it"
            hint = f"Write `id: {better}`, and the same where the record is named."
            yield Flaw(record, message, hint, ("id",))
