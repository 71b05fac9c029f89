from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.acknowledgement import Acknowledgement
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING
TOPIC = "acknowledgements"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Nobody has acknowledged the same version of the same document twice."""
    first: dict[tuple[str, str, str], Acknowledgement] = {}
    for one in manual.all(Acknowledgement):
        person, record = manual.find(one.person), manual.find(one.record)
        if person is None or record is None:
            continue
        earlier = first.setdefault((person.key, record.key, one.version), one)
        if earlier is not one:
            where = manual.locate(earlier)
            message = f"says again what {earlier.id} says in {where.path}:{where.line}"
            yield RuleResult(one, message, "Keep one of them.", ("person",))
