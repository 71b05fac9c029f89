from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.standards import requirements_of, standard
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """No two records have the same id."""
    for record, source in manual.duplicates:
        first = manual[record.key]
        where = manual.locate(first)
        yield RuleResult(
            record,
            f"is also the id of the {first.name} in {where.path}:{where.line}",
            "Give one of them another id, or delete it if it was written twice.",
            ("id",),
            source=source,
        )
    # Their numbers stand alone wherever they are named, so that a record's id can hide them.
    for requirement in requirements_of(manual, standard(manual)):
        hiding = manual.find(requirement.id)
        if hiding is not None and hiding is not requirement:
            message = f"is also the number of a {requirement.kind} of {requirement.framework}"
            yield RuleResult(hiding, message, "Give the record another id.", ("id",))
