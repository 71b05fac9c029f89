from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import sample_line
from ..manual import Manual
from ..model.communication import Communication
from . import RuleResult

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every communication that comes round was sent when it was due."""
    for one in manual.all(Communication):
        if one.every and one.last_sent is None:
            message = f"is to be sent {one.every}, and nothing says when it was"
            yield RuleResult(
                one,
                message,
                f"Write the day: `{sample_line(Communication, 'last_sent')}`.",
                ("last_sent",),
            )
        elif one.due and one.due < manual.day:
            message = f"was to be sent again by {one.due}"
            hint = "Send it, and write the day under `last_sent`."
            yield RuleResult(one, message, hint, ("last_sent",))
