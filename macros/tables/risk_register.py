from ..manual import Manual
from ..model.risk import Risk
from ._fields import field_cell
from ._suspects import with_suspect_column
from ._table import Table, register


def table(manual: Manual) -> Table:
    """Every risk, highest first: inherent level, residual level, treatment and controls."""
    risks = sorted(manual.all(Risk), key=lambda risk: -(risk.residual_level or risk.level))
    rows = [
        (
            risk,
            risk.level,
            risk.residual_level,
            risk.treatment,
            field_cell(manual, risk, "treated_by"),
            field_cell(manual, risk, "owner"),
            tuple(manual.find(name) or name for name in (*risk.systems, *risk.processes)),
            risk.review_due,
        )
        for risk in risks
    ]
    columns = ["Inherent level", "Residual level", "Treatment"]
    columns += ["Controls", "Owner", "Systems and processes", "Next review"]
    filters = ("Treatment", "Owner")
    return with_suspect_column(
        manual, register("Risk register", "Risk", columns, rows, filters=filters)
    )
