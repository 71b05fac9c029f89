from ..manual import Manual
from ..model.policy import Policy
from ._needs import needs_by
from ._table import Table


def table(manual: Manual) -> Table:
    """What each interested party needs, with the policies that answer it."""
    return needs_by(manual, "Needs of interested parties by policy", Policy)
