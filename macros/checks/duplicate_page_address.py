from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Entity
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR
FORMERLY = ("same-address",)
# `index` is the page of the register, and MkDocs makes `readme` the same.
_RESERVED = {"index", "readme"}


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every record has its own page address."""
    first: dict[str, Entity] = {}
    for record in manual.entities:
        address = record.address.casefold()
        if not record.is_singleton and address.rstrip("/").rpartition("/")[2] in _RESERVED:
            message = "has an id that is reserved for the page of the register"
            yield RuleResult(record, message, "Give it another id.", ("id",))
            continue
        other = first.setdefault(address, record)
        # `ids-differing-in-case` reports ids that differ only in case.
        differs = other.key.casefold() != record.key.casefold()
        if other is not record and differs and not record.is_singleton:
            where = manual.locate(other)
            message = (
                f"has the same page address as '{other.id}' in {where.path}:{where.line}: {address}"
            )
            yield RuleResult(record, message, "Change one of the two ids.", ("id",))
