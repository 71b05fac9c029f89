from datetime import date

from ..manual import Manual
from ..model.action import Action
from ._fields import field_cell
from ._table import ProseCell, State, Table, register


def table(manual: Manual) -> Table:
    """Every done, verified or cancelled action, latest first, with its effectiveness."""
    closed = [action for action in manual.all(Action) if not action.is_open]
    rows = [
        (
            action,
            action.type,
            State(action.state, "good" if action.state == "verified" else "open"),
            field_cell(manual, action, "owner"),
            action.raised,
            action.closed,
            ProseCell(action.effectiveness),
        )
        for action in sorted(closed, key=lambda action: action.closed or date.min, reverse=True)
    ]
    columns = ["Type", "Status", "Owner", "Raised", "Closed", "Effectiveness"]
    return register(
        "Closed actions",
        "Action",
        columns,
        rows,
        empty_text="No closed actions.",
        filters=("Type", "Status", "Owner"),
    )
