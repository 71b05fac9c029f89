from ..calendars import by_role
from ..manual import Manual
from ..table import Table


def table(manual: Manual) -> Table:
    """All that falls due, by the role that sees to it."""
    return by_role(manual, "What falls due by role")
