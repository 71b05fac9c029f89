from datetime import date

from ..manual import Manual
from ..model.action import Action
from ._fields import field_cell
from ._table import ProseCell, State, Table, register


def table(manual: Manual) -> Table:
    """Every action: source, correction, duration and effectiveness."""
    actions = [action for action in manual.all(Action) if action.state != "cancelled"]
    rows = [
        (
            action,
            action.type,
            action.raised,
            field_cell(manual, action, "source"),
            field_cell(manual, action, "owner"),
            _state(manual, action),
            (_end(manual, action) - action.raised).days,
            ProseCell(action.correction),
            ProseCell(action.effectiveness),
        )
        for action in sorted(actions, key=lambda action: (action.raised, action.key), reverse=True)
    ]
    columns = ["Type", "Raised", "Source", "Owner", "Status", "Duration in days"]
    columns += ["Correction", "Effectiveness"]
    empty_text = "No actions are recorded."
    empty_text = manual.unless_withheld("findings", empty_text)
    filters = ("Type", "Status", "Owner")
    return register(
        "Improvement log", "Action", columns, rows, empty_text=empty_text, filters=filters
    )


def _state(manual: Manual, action: Action) -> State:
    if action.is_late(manual.day):
        return State("overdue", "bad")
    return State(action.state, "good" if action.state == "verified" else "open")


def _end(manual: Manual, action: Action) -> date:
    return action.closed or manual.day
