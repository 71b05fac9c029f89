from ..manual import Manual
from ..model.activity import Activity
from ..model.requirement import Requirement
from ._matrix import raci
from ._table import Table


def table(manual: Manual) -> Table:
    """The responsibility matrix by clause and control that the activities implement."""
    sections = [
        (requirement, manual.referrers(requirement, Activity, "requirements"))
        for requirement in manual.all(Requirement)
        if manual.organisation is None or requirement.framework == manual.organisation.standard
    ]
    return raci(manual, "Responsibility matrix by clause", sections)
