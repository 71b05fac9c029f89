from ..manual import Manual
from ..model.risk import Risk
from ._fields import field_cell
from ._suspects import with_suspect_column
from ._table import Table, register


def table(manual: Manual) -> Table:
    """Every risk, the highest first: its level before and after treatment, and what treats it."""
    those = sorted(manual.all(Risk), key=lambda one: -(one.residual_level or one.level))
    rows = [
        (
            one,
            one.level,
            one.residual_level,
            one.treatment,
            field_cell(manual, one, "treated_by"),
            field_cell(manual, one, "owner"),
            tuple(manual.find(name) or name for name in (*one.systems, *one.processes)),
            one.review_due,
        )
        for one in those
    ]
    columns = ["Untreated", "Treated", "Decision", "Controls", "Owner", "Comes from", "Next review"]
    filters = ("Decision", "Owner")
    return with_suspect_column(
        manual, register("Risk register", "Risk", columns, rows, filters=filters)
    )
