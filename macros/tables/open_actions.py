from datetime import date

from ..manual import Manual
from ..model.action import Action
from ._fields import field_cell
from ._table import State, Table, register


def table(manual: Manual) -> Table:
    """Every open action: type, owner, due date and source."""
    actions = [action for action in manual.all(Action) if action.is_open]
    rows = [
        (
            action,
            action.type,
            State("overdue", "bad") if action.is_late(manual.day) else State(action.state),
            field_cell(manual, action, "owner"),
            action.raised,
            (manual.day - action.raised).days,
            action.due,
            field_cell(manual, action, "source"),
            field_cell(manual, action, "about"),
        )
        for action in sorted(actions, key=lambda action: action.due or date.max)
    ]
    columns = ["Type", "Status", "Owner", "Raised", "Days open", "Due", "Source", "About"]
    return register(
        "Open actions",
        "Action",
        columns,
        rows,
        empty_text=manual.unless_withheld("findings", "No open actions."),
        filters=("Type", "Status", "Owner"),
    )
