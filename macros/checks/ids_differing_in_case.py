from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Entity
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """No two ids differ only in capital letters."""
    first: dict[str, Entity] = {}
    for record in manual.entities:
        other = first.setdefault(record.key.casefold(), record)
        if other is not record:
            where = manual.locate(other)
            place = f"{where.path}:{where.line}"
            message = f"differs only in capital letters from '{other.id}' in {place}"
            yield RuleResult(record, message, "Change one of the two ids.", ("id",))
