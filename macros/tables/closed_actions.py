from datetime import date

from ..manual import Manual
from ..model.action import Action
from ._fields import field_cell
from ._table import ProseCell, State, Table, register


def table(manual: Manual) -> Table:
    """Every action that is done, verified or cancelled, the newest first, with its effect."""
    those = [one for one in manual.all(Action) if not one.is_open]
    rows = [
        (
            one,
            one.type,
            State(one.state, "good" if one.state == "verified" else "open"),
            field_cell(manual, one, "owner"),
            one.raised,
            one.closed,
            ProseCell(one.effectiveness),
        )
        for one in sorted(those, key=lambda one: one.closed or date.min, reverse=True)
    ]
    columns = ["Type", "State", "Owner", "Raised", "Closed", "How it was seen to work"]
    return register(
        "Closed actions",
        "Action",
        columns,
        rows,
        empty_text="No action has been closed yet.",
        filters=("Type", "State", "Owner"),
    )
