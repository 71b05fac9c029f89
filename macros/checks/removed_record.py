from collections.abc import Iterator

from ..diagnostics import Category, Severity, quote_excerpt
from ..editions.document_control import last_edition_with
from ..manual import Manual
from ..model import kinds
from ._results import RuleResult, report_on_manual

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING
_RENAMED = "If its id has changed, add the old id to its `aliases`."


def check(manual: Manual) -> Iterator[RuleResult]:
    """No document, AI system, action, audit or management review has been deleted.

    The data is compared with the last edition. Source: ISO/IEC 42001, 7.5.3.
    """
    since = last_edition_with(manual)
    for change in since.comparison.changes if since else ():
        kind = kinds().get(change.folder)
        if since and kind and kind.if_removed and change.kind == "removed":
            message = (
                f"no longer has {quote_excerpt(change.label)}, which is in {since.edition.label}"
            )
            hint = f"{kind.if_removed} {_RENAMED}"
            yield from report_on_manual(manual, message, hint)
