from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.channel import Channel
from . import RuleResult
from ._whole import as_whole

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """There is a channel on which concerns about AI can be raised (A.3.3)."""
    channels = manual.all(Channel)
    if not channels:
        hint = "Write in channels.yaml how people are told, and where they can raise concerns."
        yield from as_whole(manual, "has no channel to communicate on (7.4, A.3.3)", hint)
    elif not any(channel.concerns for channel in channels):
        hint = "Give the channel that takes them `concerns: true`."
        yield from as_whole(manual, "has no channel for concerns about AI (A.3.3)", hint)
