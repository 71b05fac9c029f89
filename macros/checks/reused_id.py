from collections.abc import Iterator

from ..diagnostics import Category, Severity, quote_excerpt
from ..editions.document_control import reused_ids
from ..manual import Manual
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """No id means another thing than in an earlier edition."""
    for one in reused_ids(manual):
        message = f"was the id of the {one.kind} {quote_excerpt(one.title)} in {one.edition.label}"
        hint = "Give this record an id of its own: what was written about the other one names it."
        yield RuleResult(one.record, message, hint, ("id",))
