from ..manual import Manual
from ..manual.agenda import agenda
from ._calendar import calendar
from ._table import Table

_TASKS = {"review", "impact assessment", "audit", "management review"}


def table(manual: Manual) -> Table:
    """The next reviews, audits and impact assessments, by date, with the responsible role."""
    entries = [entry for entry in agenda(manual) if entry.what in _TASKS]
    return calendar(manual, "Reviews, audits and assessments", entries)
