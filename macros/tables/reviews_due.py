from ..manual import Manual
from ..manual.agenda import agenda
from ._calendar import calendar
from ._table import Table

_WHAT = {"review", "impact assessment", "audit", "management review"}


def table(manual: Manual) -> Table:
    """The reviews, audits and impact assessments to come, by day, and who sees to them."""
    those = [one for one in agenda(manual) if one.what in _WHAT]
    return calendar(manual, "Reviews, audits and assessments", those)
