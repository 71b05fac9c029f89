from ..manual import Manual
from ..manual.competences import competence_statuses
from . import _listings
from ._table import Table


def table(manual: Manual) -> Table:
    """The required competences of each person, with their status and expiry."""
    return _listings.competence_statuses(
        manual, "Competence by person", competence_statuses(manual)
    )
