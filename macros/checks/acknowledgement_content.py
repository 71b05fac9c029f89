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
    """Every acknowledgement has a fingerprint of the version that it names."""
    for given in manual.all(Acknowledgement):
        record = has_read(manual, given)
        if record is None or given.fingerprint is None or manual.is_flawed(record):
            continue
        if not is_content_of(record, given.version, given.fingerprint):
            known = join_words(sorted(contents_of(record, given.version)))
            version = f"version {given.version} of {given.record}"
            message = f"has the fingerprint {given.fingerprint}, which does not match {version}"
            hint = (
                f"Its fingerprint is {known}. If the text of {given.record} has changed, "
                f"give it a new version. If not, ask {given.person} to acknowledge it again."
            )
            yield RuleResult(given, message, hint, ("fingerprint",))
