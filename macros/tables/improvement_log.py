from datetime import date

from ..manual import Manual
from ..model.action import Action
from ._fields import field_cell
from ._table import ProseCell, State, Table, register


def table(manual: Manual) -> Table:
    """Every action: what set it off, what was done, how long it took, and whether it worked."""
    those = [one for one in manual.all(Action) if one.state != "cancelled"]
    rows = [
        (
            one,
            one.type,
            one.raised,
            field_cell(manual, one, "source"),
            field_cell(manual, one, "owner"),
            _state(manual, one),
            (_end(manual, one) - one.raised).days,
            ProseCell(one.correction),
            ProseCell(one.effectiveness),
        )
        for one in sorted(those, key=lambda one: (one.raised, one.key), reverse=True)
    ]
    columns = ["Type", "Raised", "Came from", "Owner", "State", "Days taken"]
    columns += ["What was done", "How it was seen to work"]
    empty_text = "Nothing has been put right or made better yet."
    empty_text = manual.unless_withheld("findings", empty_text)
    filters = ("Type", "State", "Owner")
    return register(
        "Improvement log", "Action", columns, rows, empty_text=empty_text, filters=filters
    )


def _state(manual: Manual, action: Action) -> State:
    if action.is_late(manual.day):
        return State("late", "bad")
    return State(action.state, "good" if action.state == "verified" else "open")


def _end(manual: Manual, action: Action) -> date:
    return action.closed or manual.day
