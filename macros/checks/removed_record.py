from collections.abc import Iterator

from ..diagnostics import Category, Severity, quote_excerpt
from ..editions.document_control import last_edition_with
from ..manual import Manual
from ._flaw import RuleResult
from ._whole import as_whole

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING
_KEPT = {
    "policies": "Keep it, with `status: withdrawn`.",
    "procedures": "Keep it, with `status: withdrawn`.",
    "ai-systems": "Keep it, with the day on which it was retired under `retired_on`.",
    "actions": "Keep it; one that is not done after all has `state: cancelled`.",
    "audits": "Keep it: what an audit found is evidence.",
    "management-reviews": "Keep it: what was decided is evidence.",
}
_RENAMED = "If it has another id now, name the old one in its `aliases`."


def check(manual: Manual) -> Iterator[RuleResult]:
    """No document, AI system, action, audit or management review of the last edition is gone."""
    since = last_edition_with(manual)
    for change in since.comparison.changes if since else ():
        if since and change.kind == "removed" and change.folder in _KEPT:
            message = (
                f"no longer holds {quote_excerpt(change.label)}, which {since.edition.label} had"
            )
            hint = f"{_KEPT[change.folder]} {_RENAMED}"
            yield from as_whole(manual, message, hint)
