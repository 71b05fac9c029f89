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
_INTERVAL = "review_every: yearly"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every record that needs reviews has been reviewed and has a review interval.

    Every planned review has been held, or its first due date has not passed.
    """
    for record in manual.entities:
        if isinstance(record, Review):
            yield from _check_review(manual, record)
        elif isinstance(record, Reviewed) and not _is_exempt(manual, record):
            yield from _check_record(record)


def _check_record(record: Reviewed) -> Iterator[RuleResult]:
    if record.last_reviewed is None:
        line = sample_line(Reviewed, "last_reviewed")
        if record.review_every is None:
            message = "has never been reviewed and has no review interval"
            hint = f"Review it, then add the lines `{line}` and `{_INTERVAL}`."
        else:
            message = "has never been reviewed"
            hint = f"Review it, then add the line `{line}`, with the date."
        yield RuleResult(record, message, hint, ("last_reviewed",))
    elif record.review_every is None:
        hint = f"Add the line `{_INTERVAL}`. {allowed_values(Reviewed, 'review_every')}"
        yield RuleResult(record, "has no review interval", hint, ("review_every",))


def _check_review(manual: Manual, review: Review) -> Iterator[RuleResult]:
    if review.held:
        return
    if review.first_due is None:
        line = sample_line(Review, "first_due")
        hint = f"Add the line `{line}`, with the date by which it will be held."
        message = "has never been held and has no due date"
        yield RuleResult(review, message, hint, ("first_due",))
    elif review.first_due < manual.day:
        message = f"has never been held; it was due on {review.first_due}"
        yield RuleResult(review, message, "Hold it, then record it under `held`.", ("first_due",))


def _is_exempt(manual: Manual, record: Entity) -> bool:
    """Return whether a record needs no review: a draft, a retired one, or a kept record."""
    if isinstance(record, Controlled) and record.status != "approved":
        return True
    if isinstance(record, Document) and record.form == "record":
        return record.last_reviewed is None and record.review_every is None
    return is_retired(record, manual.day)
