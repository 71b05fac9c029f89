import re
from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Prose, marked_values
from ..model._prose_parser import find_too_deep
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR

_NAMES = {"blockquote_open": "quote", "admonition_open": "admonition", "dd_open": "definition"}


def check(manual: Manual) -> Iterator[RuleResult]:
    """No list, quote or admonition is nested too deep to be shown."""
    for record in manual.entities:
        for field_path, _, text in marked_values(record, Prose):
            if (found := find_too_deep(text)) is None:
                continue
            element, line = found
            place = "the text" if field_path[0] == "text" else str(field_path[0])
            message = (
                f"{place} has a {_NAMES.get(element, 'list')} that is nested too deep to be shown"
            )
            words = re.sub(r"^[\s>]*", "", line)
            hint = "Move it into a list or a section of its own."
            yield RuleResult(record, message, hint, field_path, words, can_be_dealt_with=False)
