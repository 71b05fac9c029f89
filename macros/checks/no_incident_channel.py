from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.channel import Channel
from . import RuleResult
from ._results import report_on_manual

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """A channel takes reports of incidents with AI systems.

    A manual without channels gets the finding of `no-concern-channel` alone.
    Source: ISO/IEC 42001, A.8.3.
    """
    channels = manual.all(Channel)
    if channels and not any(channel.incidents for channel in channels):
        hint = "Add `incidents: true` to the channel for incidents."
        yield from report_on_manual(manual, "has no channel for incidents with AI (A.8.3)", hint)
