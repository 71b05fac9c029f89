"""A matrix of the needs of interested parties and the records that address them."""

from ..manual import Manual
from ..model import Entity
from ..model.interested_party import InterestedParty, Need
from ._matrix import Legend, cross_cell
from ._table import Letters, Row, RowGroup, Table

LEGEND: Legend = (
    ("B", "Addresses a need that is binding by law or contract"),
    ("N", "Addresses a need"),
)


def needs_by(manual: Manual, title: str, kind: type[Entity]) -> Table:
    """Return a matrix of needs by party, and the records of a kind that address them."""
    columns = manual.all(kind)

    def cell(party: InterestedParty, need: Need, column: Entity) -> Letters | None:
        if not any(manual.find(name) is column for name in need.met_by):
            return None
        return cross_cell(party.title, column, "B" if need.binding else "N", LEGEND)

    groups = tuple(
        RowGroup(
            party,
            tuple(
                Row(need.need, tuple(cell(party, need, column) for column in columns))
                for need in party.needs
            ),
        )
        for party in manual.all(InterestedParty)
        if party.needs
    )
    return Table(
        title,
        "Need",
        tuple(columns),
        groups=groups,
        legend=LEGEND,
        matrix=True,
        empty_text="No need of an interested party is recorded yet.",
    )
