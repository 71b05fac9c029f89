from ..manual import Manual
from ._calendar import by_role
from ._table import Table


def table(manual: Manual) -> Table:
    """All due dates, by responsible role."""
    return by_role(manual, "Due dates by role")
