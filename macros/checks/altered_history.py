from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..editions.document_control import last_edition_with, rewritten_entries
from ..manual import Manual
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Revisions, measurements and reviews held are told as in the last edition."""
    since = last_edition_with(manual)
    for one in rewritten_entries(manual):
        if since is None:
            return
        how = "no longer tells of" if one.gone else "tells otherwise of"
        message = f"{how} {one.name} than {since.edition.label}"
        if one.gone:
            message = f"{how} {one.name}, which {since.edition.label} had"
        hint = "Leave what was published as it was, and add an entry that puts it right."
        yield RuleResult(one.record, message, hint, (one.field, one.number))
