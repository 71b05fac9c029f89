from ..manual import Manual
from ..manual.review_inputs import review_inputs
from ._table import Table, register


def table(manual: Manual) -> Table:
    """What the next management review looks at, as it stands today."""
    rows = [(one.what, one.figures, one.records) for one in review_inputs(manual)]
    return register("Inputs to the next management review", "Input", ["In figures", "See"], rows)
