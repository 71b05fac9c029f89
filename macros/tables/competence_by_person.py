from .. import listings
from ..competences import standings
from ..manual import Manual
from ..table import Table


def table(manual: Manual) -> Table:
    """Who has shown what their roles ask for, until when, and where proof is missing."""
    return listings.standings(manual, "Competence by person", standings(manual))
