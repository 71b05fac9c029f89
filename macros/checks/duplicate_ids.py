from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.standards import requirements_of, standard
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """No two records have the same id.

    Source: ISO/IEC 42001, 7.5.2.
    """
    for record, source in manual.duplicates:
        first = manual[record.key]
        where = manual.locate(first)
        yield RuleResult(
            record,
            f"is also the id of the {first.name} in {where.path}:{where.line}",
            "Change one of the two ids, or delete the record if it is there twice.",
            ("id",),
            source=source,
        )
    # A reference names a requirement by its number alone: a record with that id would hide it.
    for requirement in requirements_of(manual, standard(manual)):
        found = manual.find(requirement.id)
        if found is not None and found is not requirement:
            message = f"is also the number of a {requirement.kind} of {requirement.framework}"
            yield RuleResult(found, message, "Give the record another id.", ("id",))
