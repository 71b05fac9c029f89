from ..manual import Manual
from ..matrix import raci
from ..model.activity import Activity
from ..model.requirement import Requirement
from ..table import Table


def table(manual: Manual) -> Table:
    """The responsibility matrix by clause and control; an activity stands in each of its own."""
    sections = [
        (requirement, manual.naming(requirement, Activity, "requirements"))
        for requirement in manual.all(Requirement)
        if manual.organisation is None or requirement.framework == manual.organisation.standard
    ]
    return raci(manual, "Responsibility matrix by clause", sections)
