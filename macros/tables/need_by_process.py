from ..manual import Manual
from ..model.process import Process
from ._needs import needs_by
from ._table import Table


def table(manual: Manual) -> Table:
    """The needs of each interested party, with the processes that address them."""
    return needs_by(manual, "Needs of interested parties by process", Process)
