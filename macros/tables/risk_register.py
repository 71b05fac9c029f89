from ..manual import Manual
from ..model.risk import Risk
from ._fields import cell
from ._suspects import marked
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
            cell(manual, one, "treated_by"),
            cell(manual, one, "owner"),
            tuple(manual.find(name) or name for name in (*one.systems, *one.processes)),
            one.review_due,
        )
        for one in those
    ]
    columns = ["Untreated", "Treated", "Decision", "Controls", "Owner", "Comes from", "Next review"]
    facets = ("Decision", "Owner")
    return marked(manual, register("Risk register", "Risk", columns, rows, facets=facets))
