from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..editions.document_control import document_states, last_edition_with
from ..editions.snapshot import day_of
from ..manual import Manual
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """A document that changed since the last edition, with a new version, was approved anew."""
    since = last_edition_with(manual)
    for one in document_states(manual):
        before, now = day_of(one.old.get("approved_on")), one.record.approved_on
        if since is None or before is None or now is None or not one.content:
            continue
        if one.change.field("version") and now <= before:
            message = (
                f"has another version and other words than in {since.edition.label}, "
                f"and was approved on {now}, before both"
            )
            hint = "Have the new version approved, and write the day under `approved_on`."
            yield RuleResult(one.record, message, hint, ("approved_on",))
