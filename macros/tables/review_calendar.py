from ..agenda import agenda
from ..calendars import calendar
from ..manual import Manual
from ..table import Table


def table(manual: Manual) -> Table:
    """All that falls due, by day: what is to be done, on what, and by whom."""
    return calendar(manual, "What falls due", agenda(manual))
