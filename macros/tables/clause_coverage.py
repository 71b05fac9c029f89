from ..manual import Manual
from ._requirements import coverage_table
from ._table import Table


def table(manual: Manual) -> Table:
    """Every clause of the standard: what answers it, who is accountable, what shows it."""
    return coverage_table(manual, "Clauses and what answers them", "clause")
