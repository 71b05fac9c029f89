from ..manual import Manual
from ._calendar import by_role
from ._table import Table


def table(manual: Manual) -> Table:
    """All that falls due, by the role that sees to it."""
    return by_role(manual, "What falls due by role")
