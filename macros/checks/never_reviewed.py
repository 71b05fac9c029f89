from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import allowed_values, sample_line
from ..manual import Manual
from ..manual.lifecycle import is_retired
from ..model import Controlled, Entity, Reviewed
from ..model.document import Document
from ..model.review import Review
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING
_HOW_OFTEN = "review_every: yearly"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every record that must be looked at again was looked at once, and says how often."""
    for record in manual.entities:
        if isinstance(record, Review):
            yield from _of_review(manual, record)
        elif isinstance(record, Reviewed) and not _is_exempt(manual, record):
            yield from _of_record(record)


def _of_record(record: Reviewed) -> Iterator[RuleResult]:
    if record.last_reviewed is None:
        never = "was never reviewed"
        reviewed = f"Review it, and write the day: `{sample_line(Reviewed, 'last_reviewed')}`."
        hint = reviewed
        if record.review_every is None:
            never = "was never reviewed, and does not say how often it should be"
            hint = f"{reviewed} Write how often: `{_HOW_OFTEN}`."
        yield RuleResult(record, never, hint, ("last_reviewed",))
    elif record.review_every is None:
        hint = f"Add the line `{_HOW_OFTEN}`. {allowed_values(Reviewed, 'review_every')}"
        yield RuleResult(record, "does not say how often it is reviewed", hint, ("review_every",))


def _of_review(manual: Manual, review: Review) -> Iterator[RuleResult]:
    if review.held:
        return
    if review.first_due is None:
        line = sample_line(Review, "first_due")
        hint = f"Add the line `{line}`, with the day by which it will be held."
        yield RuleResult(review, "was never held, and does not say by when", hint, ("first_due",))
    elif review.first_due < manual.day:
        message = f"was to be held for the first time by {review.first_due}"
        yield RuleResult(review, message, "Hold it, and write it under `held`.", ("first_due",))


def _is_exempt(manual: Manual, record: Entity) -> bool:
    """Return whether nobody need look at a record: not yet in force, no longer, or only proof."""
    if isinstance(record, Controlled) and record.status != "approved":
        return True
    if isinstance(record, Document) and record.form == "record":
        return record.last_reviewed is None and record.review_every is None
    return is_retired(record, manual.day)
