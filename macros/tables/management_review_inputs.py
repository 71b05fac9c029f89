from ..manual import Manual
from ..manual.review_inputs import review_inputs
from ._table import Table, register


def table(manual: Manual) -> Table:
    """The inputs to the next management review, as recorded today."""
    rows = [(entry.what, entry.figures, entry.records) for entry in review_inputs(manual)]
    return register("Inputs to the next management review", "Input", ["Figures", "Records"], rows)
