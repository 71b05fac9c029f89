from collections.abc import Iterator

from ..diagnostics import Category, Severity, quote_excerpt
from ..editions.document_control import last_edition_with
from ..manual import Manual
from ._results import RuleResult
from ._whole import as_whole

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING
_KEPT = {
    "policies": "Restore it, with `status: withdrawn`.",
    "procedures": "Restore it, with `status: withdrawn`.",
    "ai-systems": "Restore it, with the date of its retirement under `retired_on`.",
    "actions": "Restore it; if it was given up, set `state: cancelled`.",
    "audits": "Restore it: the findings of an audit are evidence.",
    "management-reviews": "Restore it: its decisions are evidence.",
}
_RENAMED = "If its id has changed, add the old id to its `aliases`."


def check(manual: Manual) -> Iterator[RuleResult]:
    """No document, AI system, action, audit or management review has been deleted.

    The data is compared with the last edition. Source: ISO/IEC 42001, 7.5.3.
    """
    since = last_edition_with(manual)
    for change in since.comparison.changes if since else ():
        if since and change.kind == "removed" and change.folder in _KEPT:
            message = (
                f"no longer has {quote_excerpt(change.label)}, which is in {since.edition.label}"
            )
            hint = f"{_KEPT[change.folder]} {_RENAMED}"
            yield from as_whole(manual, message, hint)
