from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import marked_fields
from ..model._markers import Happened
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """No date of something that was done is in the future."""
    is_fixed = manual.settings.as_of is not None
    for record in manual.entities:
        for found in marked_fields(record, Happened):
            if is_fixed and found.mark.may_follow_as_of:
                continue
            if found.value > manual.day:
                day = f"{found.value}, which is in the future (as of {manual.day})"
                hint = "Correct the date, or delete it until it has happened."
                yield RuleResult(record, f"{found.mark.words} on {day}", hint, found.field_path)
