from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.audiences import channels_to
from ..model.channel import Channel
from ..model.interested_party import InterestedParty
from . import RuleResult

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING
FORMERLY = ("unreached-party",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every interested party is reached by a channel, if the manual has channels.

    Source: ISO/IEC 42001, 7.4.
    """
    for party in manual.all(InterestedParty) if manual.all(Channel) else ():
        if not channels_to(manual, party):
            yield RuleResult(
                party, "is not reached by any channel", "Add it to the `audience` of a channel."
            )
