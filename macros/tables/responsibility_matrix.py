from ..manual import Manual
from ..manual.responsibilities import activities_of
from ..model.process import Process
from ._matrix import raci
from ._table import Table


def table(manual: Manual) -> Table:
    """Every activity with its accountable role and the roles that take part, by process."""
    sections = [(process, activities_of(manual, process)) for process in manual.all(Process)]
    return raci(manual, "Responsibility matrix by process", sections)
