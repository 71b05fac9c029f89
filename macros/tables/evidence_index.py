from datetime import date
from typing import Any

from ..manual import Manual
from ..manual.coverage import children, coverage_of
from ..model import Entity
from ..model.applicability import Applicability
from ..model.document import Document
from ..model.requirement import Requirement
from ._requirements import by_requirement, state_of
from ._table import Table


def table(manual: Manual) -> Table:
    """The evidence for each clause and control, with where it is kept and when it was last seen."""

    def cells(requirement: Requirement) -> tuple[Any, ...] | None:
        if children(manual, requirement):
            return None
        found = coverage_of(manual, requirement)
        evidence = found.evidence
        return (
            found.shown,
            tuple(dict.fromkeys(_place(one) for one in evidence)),
            _newest(manual, requirement, evidence),
            state_of(manual, requirement),
        )

    columns = ("Evidence", "Kept in", "Newest", "State")
    sorts = ("clause", "control")
    return by_requirement(manual, "Evidence by clause and control", sorts, columns, cells)


def _place(record: Entity) -> str:
    return record.where if isinstance(record, Document) and record.where else "this manual"


def _newest(manual: Manual, requirement: Requirement, evidence: list[Entity]) -> date | None:
    """Return the newest day of an entry in the evidence, or of somebody's look at it."""
    rows = manual.referrers(requirement, Applicability, "control")
    days = [one.seen for row in rows for one in row.evidence if one.seen]
    days += [one.latest for one in evidence if isinstance(one, Document) and one.latest]
    return max(days, default=None)
