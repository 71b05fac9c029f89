from datetime import date

from ..manual import Manual
from ..model.action import Action
from ._fields import cell
from ._table import Prose, State, Table, register


def table(manual: Manual) -> Table:
    """Every action: what set it off, what was done, how long it took, and whether it worked."""
    those = [one for one in manual.all(Action) if one.state != "cancelled"]
    rows = [
        (
            one,
            one.type,
            one.raised,
            cell(manual, one, "source"),
            cell(manual, one, "owner"),
            _state(manual, one),
            (_end(manual, one) - one.raised).days,
            Prose(one.correction),
            Prose(one.effectiveness),
        )
        for one in sorted(those, key=lambda one: (one.raised, one.key), reverse=True)
    ]
    columns = ["Type", "Raised", "Came from", "Owner", "State", "Days taken"]
    columns += ["What was done", "How it was seen to work"]
    nothing = "Nothing has been put right or made better yet."
    nothing = manual.unless_withheld("findings", nothing)
    facets = ("Type", "State", "Owner")
    return register("Improvement log", "Action", columns, rows, nothing=nothing, facets=facets)


def _state(manual: Manual, action: Action) -> State:
    if action.is_late(manual.day):
        return State("late", "bad")
    return State(action.state, "good" if action.state == "verified" else "open")


def _end(manual: Manual, action: Action) -> date:
    return action.closed or manual.day
