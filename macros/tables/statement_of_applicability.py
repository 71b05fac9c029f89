from typing import Any

from ..manual import WITHHELD, Manual
from ..manual.standards import requirements_of, standard
from ..model.applicability import Applicability
from ..model.requirement import Requirement
from ._fields import field_cell
from ._table import ProseCell, Row, RowGroup, State, Table

COLUMNS = (
    "Applies",
    "Justification",
    "Status",
    "Implementation",
    "Owner",
    "Evidence",
    "Last review",
)


def table(manual: Manual) -> Table:
    """Every control of the standard: applicability, justification, status and evidence."""
    groups: dict[str | None, list[Row]] = {}
    for control in requirements_of(manual, standard(manual), "control"):
        rows = manual.referrers(control, Applicability, "control")
        cells = _cells(manual, rows[0]) if rows else (State("not assessed", "bad"),) + 6 * (None,)
        groups.setdefault(control.parent, []).append(Row(control, cells))
    return Table(
        "Statement of Applicability",
        "Control",
        COLUMNS,
        groups=tuple(RowGroup(_head(manual, name), tuple(rows)) for name, rows in groups.items()),
        empty_text="No controls of the standard are recorded.",
        filters=("Applies", "Status", "Owner"),
    )


def _head(manual: Manual, name: str | None) -> Any:
    found = manual.find(name) if name else None
    return found if isinstance(found, Requirement) else name or "Controls"


def _cells(manual: Manual, row: Applicability) -> tuple[Any, ...]:
    hidden = WITHHELD if row.key in manual.withheld.shown else ()
    state = State(row.state, "good" if row.state == "implemented" else "open")
    return (
        "yes" if row.applies else "no",
        ProseCell(row.justification, is_folded=True),
        state if row.applies else None,
        ProseCell(row.implementation, is_folded=True),
        field_cell(manual, row, "owner"),
        tuple(manual.find(item.what) or item.what for item in row.evidence) or hidden,
        row.last_reviewed,
    )
