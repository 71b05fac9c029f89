from datetime import date

from ..manual import Manual
from ..model.action import Action
from ._fields import cell
from ._table import Prose, State, Table, register


def table(manual: Manual) -> Table:
    """Every action that is done, verified or cancelled, the newest first, with its effect."""
    those = [one for one in manual.all(Action) if not one.is_open]
    rows = [
        (
            one,
            one.type,
            State(one.state, "good" if one.state == "verified" else "open"),
            cell(manual, one, "owner"),
            one.raised,
            one.closed,
            Prose(one.effectiveness),
        )
        for one in sorted(those, key=lambda one: one.closed or date.min, reverse=True)
    ]
    columns = ["Type", "State", "Owner", "Raised", "Closed", "How it was seen to work"]
    return register(
        "Closed actions",
        "Action",
        columns,
        rows,
        nothing="No action has been closed yet.",
        facets=("Type", "State", "Owner"),
    )
