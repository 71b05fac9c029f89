from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Entity
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR
# `index` is the page of the folder itself, and `readme` becomes it.
_RESERVED = {"index", "readme"}


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every record has a page of its own: no two ids become the same address."""
    first: dict[str, Entity] = {}
    for record in manual.entities:
        address = record.address.casefold()
        if not record.is_singleton and address.rstrip("/").rpartition("/")[2] in _RESERVED:
            message = "is an id that is kept for the page of the whole register"
            yield RuleResult(record, message, "Give it another id.", ("id",))
            continue
        other = first.setdefault(address, record)
        # Ids that differ only in case have a rule of their own.
        differs = other.key.casefold() != record.key.casefold()
        if other is not record and differs and not record.is_singleton:
            where = manual.locate(other)
            message = (
                f"would have the same page, {address}, as '{other.id}' in {where.path}:{where.line}"
            )
            yield RuleResult(record, message, "Give one of them another id.", ("id",))
