from collections.abc import Iterator

from ..diagnostics import Category, Severity, quote_excerpt
from ..editions.document_control import last_edition_with
from ..manual import Manual
from ..model import kinds
from ._flaw import RuleResult
from ._whole import as_whole

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING
_RENAMED = "If it has another id now, name the old one in its `aliases`."


def check(manual: Manual) -> Iterator[RuleResult]:
    """No document, AI system, action, audit or management review of the last edition is gone."""
    since = last_edition_with(manual)
    for change in since.comparison.changes if since else ():
        kind = kinds().get(change.folder)
        if since and kind and kind.if_removed and change.kind == "removed":
            message = (
                f"no longer holds {quote_excerpt(change.label)}, which {since.edition.label} had"
            )
            hint = f"{kind.if_removed} {_RENAMED}"
            yield from as_whole(manual, message, hint)
