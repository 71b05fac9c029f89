from datetime import date

from ..manual import Manual
from ..model.action import Action
from ._fields import field_cell
from ._table import State, Table, register


def table(manual: Manual) -> Table:
    """Every action under way: what sort, whose, by when, and what it puts right."""
    those = [one for one in manual.all(Action) if one.is_open]
    rows = [
        (
            one,
            one.type,
            State("late", "bad") if one.is_late(manual.day) else State(one.state),
            field_cell(manual, one, "owner"),
            one.raised,
            (manual.day - one.raised).days,
            one.due,
            field_cell(manual, one, "source"),
            field_cell(manual, one, "about"),
        )
        for one in sorted(those, key=lambda one: one.due or date.max)
    ]
    columns = ["Type", "State", "Owner", "Raised", "Days open", "Due", "Came from", "About"]
    return register(
        "Open actions",
        "Action",
        columns,
        rows,
        empty_text=manual.unless_withheld("findings", "No action is open."),
        filters=("Type", "State", "Owner"),
    )
