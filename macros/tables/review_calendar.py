from ..manual import Manual
from ..manual.agenda import agenda
from ._calendar import calendar
from ._table import Table


def table(manual: Manual) -> Table:
    """All due dates, by date: task, record and responsible role."""
    return calendar(manual, "Due dates", agenda(manual))
