from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.channel import Channel
from . import RuleResult

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """A channel for incidents or concerns has a telephone number, a form or an e-mail address.

    Source: ISO/IEC 42001, A.3.3 and A.8.3.
    """
    for channel in manual.all(Channel):
        if not (channel.incidents or channel.concerns):
            continue
        if channel.phone or channel.form or channel.email or manual.is_flawed(channel):
            continue
        yield RuleResult(
            channel,
            "takes reports but has no telephone number, form or e-mail address",
            "Add `phone`, `form` or `email`. Readers find it at the top of every page.",
        )
