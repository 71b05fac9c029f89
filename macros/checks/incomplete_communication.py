from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..model.communication import Communication
from ..text import listed
from . import Flaw

CHALLENGE = Challenge.COMMUNICATION
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Every communication has a sender, an audience, a channel, a moment and a record."""
    for one in manual.all(Communication):
        given = {
            "sender": one.sender,
            "audience": one.audience or one.everyone,
            "channel": one.channel,
            "when": one.when or one.every,
            "record": one.record,
        }
        missing = [
            "moment" if name == "when" else name
            for name, value in given.items()
            # What was written and could not be read has been reported.
            if not value and manual.flawed.keys().isdisjoint({(one.key, name), (one.key, "every")})
        ]
        if missing:
            fields = listed(f"`{'when' if name == 'moment' else name}`" for name in missing)
            words = listed(f"no {name}" for name in missing)
            yield Flaw(one, f"has {words}", f"Fill in {fields}.")
