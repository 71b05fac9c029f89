from ..manual import WITHHELD, Manual
from ..model.action import Action
from ..model.management_review import Decision, ManagementReview
from ._table import ProseCell, Row, RowGroup, State, Table


def table(manual: Manual) -> Table:
    """What management reviews decided, the newest first, and how far it has been carried out."""
    meetings = sorted(manual.all(ManagementReview), key=lambda one: one.on, reverse=True)
    groups = []
    for meeting in meetings:
        rows = [_row(manual, number, one) for number, one in enumerate(meeting.decisions, 1)]
        groups.append(RowGroup(meeting, tuple(rows)))
    return Table(
        "Outputs of management reviews",
        "Decision",
        ("What was decided", "Actions", "State"),
        groups=tuple(groups),
        empty_text="No management review was held yet.",
        filters=("State",),
    )


def _row(manual: Manual, number: int, decision: Decision) -> Row:
    state: State | str | None
    actions = [one for name in decision.actions if isinstance(one := manual.find(name), Action)]
    if manual.withholds("findings") and all(not one.is_open for one in actions):
        state = WITHHELD  # Others that it led to may still be open.
    elif not actions:
        state = None
    elif any(one.is_open for one in actions):
        late = any(one.is_late(manual.day) for one in actions)
        state = State("late", "bad") if late else State("under way")
    else:
        state = State("done", "good")
    return Row(number, (ProseCell(decision.decision), tuple(actions), state))
