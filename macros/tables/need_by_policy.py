from ..manual import Manual
from ..model.policy import Policy
from ._needs import needs_by
from ._table import Table


def table(manual: Manual) -> Table:
    """The needs of each interested party, with the policies that address them."""
    return needs_by(manual, "Needs of interested parties by policy", Policy)
