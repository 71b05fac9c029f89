from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Controlled
from ..text import join_words
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every approved document has a version, an approver and an approval date.

    A document that is in effect is approved. Source: ISO/IEC 42001, 7.5.2.
    """
    for record in manual.entities:
        if not isinstance(record, Controlled):
            continue
        if record.status == "approved":
            yield from _check_approved(manual, record)
        elif _is_in_effect(manual, record):
            message = f"is in effect since {record.effective}, but its status is '{record.status}'"
            yield RuleResult(record, message, "Approve it, or correct `effective`.", ("effective",))


def _check_approved(manual: Manual, record: Controlled) -> Iterator[RuleResult]:
    given = {
        "version": record.version,
        "approver": record.approver,
        "approved_on": record.approved_on,
    }
    missing = [
        f"`{name}`"
        for name, value in given.items()
        # A value that cannot be read is reported already.
        if not value and (record.key, name) not in manual.invalid_fields
    ]
    if missing:
        message = f"is approved, but has no {join_words(missing, conjunction='or')}"
        yield RuleResult(record, message, f"Add {join_words(missing)}.", ("status",))


def _is_in_effect(manual: Manual, record: Controlled) -> bool:
    """Return whether a document is in effect although it was never approved."""
    return (
        record.status != "withdrawn"
        and record.approved_on is None
        and record.effective is not None
        and record.effective <= manual.day
    )
