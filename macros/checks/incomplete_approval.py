from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Controlled
from ..text import join_words
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """What is approved says in which version, by whom and when; what is in effect is approved."""
    for record in manual.entities:
        if not isinstance(record, Controlled):
            continue
        if record.status == "approved":
            yield from _of_approved(manual, record)
        elif _is_in_effect(manual, record):
            message = f"is {record.status}, and applies since {record.effective} without approval"
            yield RuleResult(record, message, "Approve it, or move the day.", ("effective",))


def _of_approved(manual: Manual, record: Controlled) -> Iterator[RuleResult]:
    given = {
        "version": record.version,
        "approver": record.approver,
        "approved_on": record.approved_on,
    }
    missing = [
        f"`{name}`"
        for name, value in given.items()
        # What was written and could not be read has been reported.
        if not value and (record.key, name) not in manual.invalid_fields
    ]
    if missing:
        message = f"is approved without {join_words(missing)}"
        yield RuleResult(record, message, f"Fill in {join_words(missing)}.", ("status",))


def _is_in_effect(manual: Manual, record: Controlled) -> bool:
    """Return whether a draft that was never approved applies already."""
    return (
        record.status != "withdrawn"
        and record.approved_on is None
        and record.effective is not None
        and record.effective <= manual.day
    )
