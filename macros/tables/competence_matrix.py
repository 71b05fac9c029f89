from ..manual import Manual
from ..manual.competences import yet_to_show
from ..model import Entity
from ..model.competence import Competence
from ..model.role import Role
from ._matrix import cross_table
from ._table import Table

STAFF_LEGEND = (("N", "Required of holder and deputy"),)
LEGEND = (
    ("N", "Required, and demonstrated by holder and deputy"),
    ("G", "Required, with a gap: holder or deputy has not demonstrated it"),
)


def table(manual: Manual) -> Table:
    """Each role with its required competences, and their gaps."""
    found = {
        (role.key, competence.key): "G" if yet_to_show(manual, role, competence) else "N"
        for role in manual.all(Role)
        for competence in manual.references(role, Competence, "competences")
    }

    def letters(role: Entity, competence: Entity) -> str:
        return found.get((role.key, competence.key), "")

    sides = (manual.all(Role), manual.all(Competence))
    empty_text = "No competence is recorded yet."
    legend = STAFF_LEGEND if manual.withholds("competences") else LEGEND
    return cross_table("Roles by competence", "Role", sides, letters, legend, empty_text)
