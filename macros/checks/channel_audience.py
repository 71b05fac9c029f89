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
    """Every communication uses a channel that reaches its audience.

    Source: ISO/IEC 42001, 7.4.
    """
    for communication in manual.all(Communication):
        channel = manual.find(communication.channel) if communication.channel else None
        if not isinstance(channel, Channel):
            continue
        if communication.everyone and not channel.everyone:
            message = f"is for everyone, but its channel {channel.id} does not reach all staff"
            hint = f"Choose another channel, or add `everyone: true` to {channel.id}."
            yield RuleResult(communication, message, hint, ("channel",))
        missed = [
            listener.id
            for listener in audience(manual, communication)
            if not reaches(manual, channel, listener)
        ]
        if missed:
            message = (
                f"is for {join_words(missed)}, but its channel {channel.id} does not reach them"
            )
            hint = f"Choose another channel, or add them to the `audience` of {channel.id}."
            yield RuleResult(communication, message, hint, ("channel",))
