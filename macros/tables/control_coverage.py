from ..manual import Manual
from ._requirements import coverage_table
from ._table import Table


def table(manual: Manual) -> Table:
    """Every control of the standard: what carries it out, who is accountable, what shows it."""
    return coverage_table(manual, "Controls and what carries them out", "control")
