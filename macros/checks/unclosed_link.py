from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Prose, marked_values
from ..model._mentions import unclosed_mentions
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every link in a text is closed with `]]`."""
    for record in manual.entities:
        for field_path, _, text in marked_values(record, Prose):
            for opened in unclosed_mentions(text):
                place = "the text" if field_path[0] == "text" else str(field_path[0])
                message = f"{place} has a link that is not closed: '{opened}'"
                yield RuleResult(record, message, "Close it with `]]`.", field_path, opened)
