from ..manual import Manual
from ._requirements import coverage_table
from ._table import Table


def table(manual: Manual) -> Table:
    """Every control of the standard: its records, accountable role and evidence."""
    return coverage_table(manual, "Coverage of the controls", "control")
