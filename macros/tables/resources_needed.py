from ..manual import Manual
from ..model.resource import Resource
from ..text import amount
from ._fields import cell
from ._table import Group, Row, State, Table

_TYPES = {
    "people": "People",
    "tool": "Tools",
    "data": "Data",
    "computing": "Computing",
    "budget": "Money",
}


def table(manual: Manual) -> Table:
    """What the management system needs to work, what was granted, and what is missing."""
    groups = []
    for type_, head in _TYPES.items():
        those = [one for one in manual.all(Resource) if one.type == type_]
        if those:
            groups.append(Group(head, tuple(_row(manual, one) for one in those)))
    return Table(
        "Resources needed and allocated",
        "Resource",
        ("Needed", "Allocated", "Unit", "State", "Period", "Owner", "Supports"),
        groups=tuple(groups),
        nothing="No resource is recorded yet.",
        facets=("State", "Owner"),
    )


def _row(manual: Manual, one: Resource) -> Row:
    state = None
    if one.needed is not None and one.allocated is not None:
        short = one.missing and amount(one.missing, one.unit)
        state = State(f"{short} missing", "bad") if short else State("enough", "good")
    owner = cell(manual, one, "owner")
    supports = cell(manual, one, "supports")
    return Row(one, (one.needed, one.allocated, one.unit, state, one.period, owner, supports))
