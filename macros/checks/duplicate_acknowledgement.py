from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.acknowledgement import Acknowledgement
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING
TOPIC = "acknowledgements"


def check(manual: Manual) -> Iterator[RuleResult]:
    """No person has acknowledged the same version of a document twice."""
    first: dict[tuple[str, str, str], Acknowledgement] = {}
    for acknowledgement in manual.all(Acknowledgement):
        person, record = manual.find(acknowledgement.person), manual.find(acknowledgement.record)
        if person is None or record is None:
            continue
        earlier = first.setdefault(
            (person.key, record.key, acknowledgement.version), acknowledgement
        )
        if earlier is not acknowledgement:
            where = manual.locate(earlier)
            message = f"is the same acknowledgement as {earlier.id} in {where.path}:{where.line}"
            yield RuleResult(acknowledgement, message, "Delete one of the two.", ("person",))
