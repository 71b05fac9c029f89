from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.receipts import is_altered
from ..model.acknowledgement import Acknowledgement
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR
TOPIC = "acknowledgements"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every receipt says what it said when it was given."""
    for one in manual.all(Acknowledgement):
        if is_altered(one):
            message = "was changed after it was given: its checksum belongs to another content"
            hint = f"Ask {one.person} for the receipt as it was, or for a new one."
            yield RuleResult(one, message, hint, ("checksum",))
