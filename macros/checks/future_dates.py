from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import marked_fields
from ..model._markers import Happened
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """Nothing that is written down as done lies after the manual's day."""
    for record in manual.entities:
        for found in marked_fields(record, Happened):
            if found.value > manual.day:
                message = f"{found.mark.words} on {found.value}, which is after {manual.day}"
                hint = "Write down what is done when it is done, or correct the day."
                yield RuleResult(record, message, hint, found.field_path)
