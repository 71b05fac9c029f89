from ..manual import Manual
from ..manual.agenda import agenda
from ._calendar import calendar
from ._table import Table


def table(manual: Manual) -> Table:
    """All that falls due, by day: what is to be done, on what, and by whom."""
    return calendar(manual, "What falls due", agenda(manual))
