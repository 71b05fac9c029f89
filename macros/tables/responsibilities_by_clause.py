from ..manual import Manual
from ..model.activity import Activity
from ..model.requirement import Requirement
from . import Table
from ._raci import raci


def table(manual: Manual) -> Table:
    """The responsibility matrix by clause and control; an activity stands in each it carries out."""
    sections = [
        (requirement, manual.naming(requirement, Activity, "requirements"))
        for requirement in manual.all(Requirement)
        if manual.organisation is None or requirement.framework == manual.organisation.standard
    ]
    return raci(manual, "Responsibility matrix by clause", sections)
