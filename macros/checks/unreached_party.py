from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..manual.audiences import channels_to
from ..model.channel import Channel
from ..model.interested_party import InterestedParty
from . import Flaw

CHALLENGE = Challenge.COMMUNICATION
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Every interested party is reached by a channel."""
    for party in manual.all(InterestedParty) if manual.all(Channel) else ():
        if not channels_to(manual, party):
            yield Flaw(party, "is reached by no channel", "Name it in a channel's `audience`.")
