from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..loading.samples import line
from ..manual import Manual
from ..manual.lifecycle import is_history
from ..model import Owned
from . import Flaw

CHALLENGE = Challenge.OWNERSHIP
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Every record that somebody must answer for has an owner."""
    for record in manual.entities:
        if isinstance(record, Owned) and not record.owner and not is_history(record, manual.day):
            hint = f"Add the line `{line(Owned, 'owner')}`."
            yield Flaw(record, "has no owner", hint, ("owner",))
