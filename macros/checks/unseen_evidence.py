from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model._types import next_due
from ..model.applicability import Applicability
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Somebody has looked at each piece of evidence within a year."""
    for row in manual.all(Applicability):
        for number, one in enumerate(row.evidence if row.applies else ()):
            if one.seen is None:
                message = f"does not say when {one.what} was looked at as evidence"
            elif next_due(one.seen, "yearly") < manual.day:
                message = f"has evidence, {one.what}, that nobody has looked at since {one.seen}"
            else:
                continue
            hint = "Look at it, and write the day under `seen`."
            yield RuleResult(row, message, hint, ("evidence", number, "seen"))
