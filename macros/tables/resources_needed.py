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
    "budget": "Budget",
}


def table(manual: Manual) -> Table:
    """The resources of the management system: need, allocation and shortfall."""
    groups = []
    for type_, head in _TYPES.items():
        resources = [resource for resource in manual.all(Resource) if resource.type == type_]
        if resources:
            groups.append(RowGroup(head, tuple(_row(manual, resource) for resource in resources)))
    return Table(
        "Resources needed and allocated",
        "Resource",
        ("Needed", "Allocated", "Unit", "Status", "Period", "Owner", "Supports"),
        groups=tuple(groups),
        empty_text="No resources are recorded.",
        filters=("Status", "Owner"),
    )


def _row(manual: Manual, resource: Resource) -> Row:
    state = None
    if resource.needed is not None and resource.allocated is not None:
        shortfall = resource.missing and format_amount(resource.missing, resource.unit)
        state = State(f"{shortfall} missing", "bad") if shortfall else State("sufficient", "good")
    owner = field_cell(manual, resource, "owner")
    supports = field_cell(manual, resource, "supports")
    return Row(
        resource,
        (
            resource.needed,
            resource.allocated,
            resource.unit,
            state,
            resource.period,
            owner,
            supports,
        ),
    )
