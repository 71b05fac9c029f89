from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import Entity, MarkedField, marked_fields
from ..model._markers import History, NotBefore
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR
FORMERLY = ("dates-backwards",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """No date is before one that it must follow, and histories are in order."""
    for record in manual.entities:
        for found in marked_fields(record, NotBefore):
            yield from _check_pair(record, found)
        for history in marked_fields(record, History):
            yield from _check_history(record, history)


def _check_pair(record: Entity, found: MarkedField[NotBefore]) -> Iterator[RuleResult]:
    earlier = found.mark.field
    start: date | None = getattr(found.part, earlier, None) or getattr(record, earlier, None)
    if start and found.value < start:
        message = found.mark.words.format(day=found.value, start=start)
        yield RuleResult(record, message, "Correct one of the two dates.", found.field_path)


def _check_history(record: Entity, found: MarkedField[History]) -> Iterator[RuleResult]:
    mark = found.mark
    days: list[date] = [getattr(part, mark.day) for part in found.value]
    for number, (above, below) in enumerate(pairwise(days), 1):
        if above < below if mark.newest_first else above > below:
            order = "newest" if mark.newest_first else "oldest"
            message = f"lists {below} below {above} in `{found.field_path[-1]}`"
            hint = f"List the {order} first, or correct the date."
            yield RuleResult(record, message, hint, (*found.field_path, number, mark.day))
