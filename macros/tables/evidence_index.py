from datetime import date
from typing import Any

from ..manual import Manual
from ..manual.coverage import children, coverage_of
from ..model import Entity
from ..model.applicability import Applicability
from ..model.document import Document
from ..model.requirement import Requirement
from ._requirements import by_requirement, conformity_cell
from ._table import Table


def table(manual: Manual) -> Table:
    """The evidence for each clause and control, with its location and latest date."""

    def cells(requirement: Requirement) -> tuple[Any, ...] | None:
        if children(manual, requirement):
            return None
        found = coverage_of(manual, requirement)
        evidence = found.evidence
        return (
            found.shown,
            tuple(dict.fromkeys(_place(record) for record in evidence)),
            _latest(manual, requirement, evidence),
            conformity_cell(manual, requirement),
        )

    columns = ("Evidence", "Location", "Latest entry or check", "Status")
    sorts = ("clause", "control")
    return by_requirement(manual, "Evidence by clause and control", sorts, columns, cells)


def _place(record: Entity) -> str:
    return record.where if isinstance(record, Document) and record.where else "this manual"


def _latest(manual: Manual, requirement: Requirement, evidence: list[Entity]) -> date | None:
    """Return the latest date of an entry in the evidence, or of its check."""
    rows = manual.referrers(requirement, Applicability, "control")
    days = [item.seen for row in rows for item in row.evidence if item.seen]
    days += [item.latest for item in evidence if isinstance(item, Document) and item.latest]
    return max(days, default=None)
