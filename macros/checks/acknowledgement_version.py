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
    """Every acknowledgement is of a version that the record has or had, and later than it."""
    for one in manual.all(Acknowledgement):
        record = manual.find(one.record)
        if not isinstance(record, Controlled):
            continue
        approved = {revision.version: revision.on for revision in record.revisions}
        known = [*approved] if record.version in approved else [record.version, *approved]
        versions = [version for version in known if version]
        if versions and one.version not in versions:
            message = f"is of version {one.version}, which {one.record} never had"
            hint = f"It has had {join_words(versions)}."
            yield RuleResult(one, message, hint, ("version",))
        elif one.version in approved and one.on < approved[one.version]:
            day = approved[one.version]
            message = f"is of {one.on}, before version {one.version} was approved on {day}"
            yield RuleResult(one, message, "Correct the day or the version.", ("on",))
