from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..editions.document_control import document_states, last_edition_with
from ..editions.snapshot import day_of
from ..manual import Manual
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING
FORMERLY = ("old-approval",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every document with a new version since the last edition has a new approval.

    Source: ISO/IEC 42001, 7.5.2 and 7.5.3.
    """
    since = last_edition_with(manual)
    for document in document_states(manual):
        before, now = day_of(document.old.get("approved_on")), document.record.approved_on
        if since is None or before is None or now is None or not document.content:
            continue
        if document.change.field("version") and now <= before:
            message = (
                f"has a new version and a new text since {since.edition.label}, "
                f"but its approval is older ({now})"
            )
            hint = "Have the new version approved, then write the date under `approved_on`."
            yield RuleResult(document.record, message, hint, ("approved_on",))
