from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..editions.document_control import last_edition_with, rewritten_entries
from ..manual import Manual
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Revisions, measurements and reviews of the last edition are unchanged.

    Source: ISO/IEC 42001, 7.5.3.
    """
    since = last_edition_with(manual)
    for change in rewritten_entries(manual):
        if since is None:
            return
        if change.gone:
            message = f"no longer has {change.name}, which is in {since.edition.label}"
        else:
            message = f"has {change.name} with other values than {since.edition.label}"
        hint = "Restore the published entry, and add a new entry that corrects it."
        yield RuleResult(change.record, message, hint, (change.field, change.number))
