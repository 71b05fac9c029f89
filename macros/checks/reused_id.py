from collections.abc import Iterator

from ..diagnostics import Category, Severity, quote_excerpt
from ..editions.document_control import reused_ids
from ..manual import Manual
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """No id names another record than in an earlier edition.

    Source: ISO/IEC 42001, 7.5.2.
    """
    for reused in reused_ids(manual):
        title, label = quote_excerpt(reused.title), reused.edition.label
        message = f"has the id that the {reused.kind} {title} has in {label}"
        hint = "Give this record a new id: earlier references to this id mean the other record."
        yield RuleResult(reused.record, message, hint, ("id",))
