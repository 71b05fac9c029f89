from ..manual import Manual
from ..model.resource import Resource
from ..text import format_amount
from ._fields import field_cell
from ._table import Row, RowGroup, State, Table

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
            groups.append(RowGroup(head, tuple(_row(manual, one) for one in those)))
    return Table(
        "Resources needed and allocated",
        "Resource",
        ("Needed", "Allocated", "Unit", "State", "Period", "Owner", "Supports"),
        groups=tuple(groups),
        empty_text="No resource is recorded yet.",
        filters=("State", "Owner"),
    )


def _row(manual: Manual, one: Resource) -> Row:
    state = None
    if one.needed is not None and one.allocated is not None:
        short = one.missing and format_amount(one.missing, one.unit)
        state = State(f"{short} missing", "bad") if short else State("enough", "good")
    owner = field_cell(manual, one, "owner")
    supports = field_cell(manual, one, "supports")
    return Row(one, (one.needed, one.allocated, one.unit, state, one.period, owner, supports))
