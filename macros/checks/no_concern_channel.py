from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.channel import Channel
from . import RuleResult
from ._results import report_on_manual

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """A channel takes reports of concerns about AI.

    Source: ISO/IEC 42001, A.3.3.
    """
    channels = manual.all(Channel)
    if not channels:
        hint = "Add to channels.yaml how people are informed and where they can report concerns."
        yield from report_on_manual(manual, "has no communication channel (7.4, A.3.3)", hint)
    elif not any(channel.concerns for channel in channels):
        hint = "Add `concerns: true` to the channel for concerns."
        yield from report_on_manual(manual, "has no channel for concerns about AI (A.3.3)", hint)
