from ..manual import WITHHELD, Manual
from ..model.action import Action
from ..model.management_review import Decision, ManagementReview
from ._table import ProseCell, Row, RowGroup, State, Table


def table(manual: Manual) -> Table:
    """The decisions of management reviews, latest first, with their implementation."""
    meetings = sorted(manual.all(ManagementReview), key=lambda item: item.on, reverse=True)
    groups = []
    for meeting in meetings:
        rows = [_row(manual, number, item) for number, item in enumerate(meeting.decisions, 1)]
        groups.append(RowGroup(meeting, tuple(rows)))
    return Table(
        "Outputs of management reviews",
        "Decision",
        ("Text", "Actions", "Status"),
        groups=tuple(groups),
        empty_text="No management reviews are recorded.",
        filters=("Status",),
    )


def _row(manual: Manual, number: int, decision: Decision) -> Row:
    state: State | str | None
    actions = [
        action for name in decision.actions if isinstance(action := manual.find(name), Action)
    ]
    if manual.withholds("findings") and all(not action.is_open for action in actions):
        state = WITHHELD  # Withheld actions of this decision can still be open.
    elif not actions:
        state = None
    elif any(action.is_open for action in actions):
        late = any(action.is_late(manual.day) for action in actions)
        state = State("overdue", "bad") if late else State("under way")
    else:
        state = State("done", "good")
    return Row(number, (ProseCell(decision.decision), tuple(actions), state))
