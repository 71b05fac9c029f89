from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import sample_line
from ..manual import Manual
from ..model.communication import Communication
from . import RuleResult

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every recurring communication was sent when it was due.

    Source: ISO/IEC 42001, 7.4.
    """
    for communication in manual.all(Communication):
        if communication.every and communication.last_sent is None:
            message = f"is to be sent {communication.every}, but has no date on which it was sent"
            yield RuleResult(
                communication,
                message,
                f"Add the line `{sample_line(Communication, 'last_sent')}`, with the date.",
                ("last_sent",),
            )
        elif communication.due and communication.due < manual.day:
            message = f"was due to be sent again on {communication.due}"
            hint = "Send it, then write the date under `last_sent`."
            yield RuleResult(communication, message, hint, ("last_sent",))
