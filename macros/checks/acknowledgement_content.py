from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.receipts import contents_of, has_read, is_content_of
from ..model.acknowledgement import Acknowledgement
from ..text import join_words
from . import RuleResult

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING
TOPIC = "acknowledgements"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every acknowledgement is of the content that its version has or had."""
    for one in manual.all(Acknowledgement):
        record = has_read(manual, one)
        if record is None or one.fingerprint is None or manual.is_flawed(record):
            continue
        if not is_content_of(record, one.version, one.fingerprint):
            theirs = join_words(sorted(contents_of(record, one.version)))
            message = f"is of a content that version {one.version} of {one.record} does not have"
            hint = (
                f"It comes to {theirs}. If the text has changed, give it a new version; "
                "if not, ask for a new receipt."
            )
            yield RuleResult(one, message, hint, ("fingerprint",))
