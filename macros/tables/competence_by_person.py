from ..manual import Manual
from ..manual.competences import competence_statuses
from . import _listings
from ._table import Table


def table(manual: Manual) -> Table:
    """Who has shown what their roles ask for, until when, and where proof is missing."""
    return _listings.standings(manual, "Competence by person", competence_statuses(manual))
