from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Controlled
from ..model.acknowledgement import Acknowledgement
from ..text import join_words
from . import RuleResult

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.ERROR
TOPIC = "acknowledgements"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every acknowledgement names an existing version, and is not older than its approval."""
    for given in manual.all(Acknowledgement):
        record = manual.find(given.record)
        if not isinstance(record, Controlled):
            continue
        approved = {revision.version: revision.on for revision in record.revisions}
        known = [*approved] if record.version in approved else [record.version, *approved]
        versions = [version for version in known if version]
        if versions and given.version not in versions:
            message = (
                f"acknowledges version {given.version} of {given.record}, which does not exist"
            )
            hint = f"Write the version that was read: {join_words(versions, conjunction='or')}."
            yield RuleResult(given, message, hint, ("version",))
        elif given.version in approved and given.on < approved[given.version]:
            day = approved[given.version]
            message = f"is dated {given.on}, before version {given.version} was approved on {day}"
            yield RuleResult(given, message, "Correct `on` or `version`.", ("on",))
