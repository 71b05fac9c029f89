from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.audiences import audience, reaches
from ..model.channel import Channel
from ..model.communication import Communication
from ..text import join_words
from . import RuleResult

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every communication goes through a channel that reaches those it is for."""
    for one in manual.all(Communication):
        channel = manual.find(one.channel) if one.channel else None
        if not isinstance(channel, Channel):
            continue
        if one.everyone and not channel.everyone:
            message = f"is for everyone, and its channel {channel.id} does not reach all staff"
            hint = f"Choose another channel, or give {channel.id} `everyone: true`."
            yield RuleResult(one, message, hint, ("channel",))
        missed = [
            listener.id
            for listener in audience(manual, one)
            if not reaches(manual, channel, listener)
        ]
        if missed:
            message = f"is for {join_words(missed)}, whom its channel {channel.id} does not reach"
            hint = f"Choose another channel, or add to the audience of {channel.id}."
            yield RuleResult(one, message, hint, ("channel",))
