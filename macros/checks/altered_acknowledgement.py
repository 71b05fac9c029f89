from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.receipts import is_altered
from ..model.acknowledgement import Acknowledgement
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR
TOPIC = "acknowledgements"
FORMERLY = ("altered-receipt",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """No acknowledgement was changed after it was given, by its checksum."""
    for given in manual.all(Acknowledgement):
        if is_altered(given):
            message = "was changed after it was given: its checksum does not match its content"
            hint = f"Ask {given.person} for the original file, or to acknowledge it again."
            yield RuleResult(given, message, hint, ("checksum",))
