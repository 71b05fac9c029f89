from ..manual import Manual
from ..model.process import Process
from ._fields import field_cell
from ._table import Row, RowGroup, Table

_PHASES = ("establish", "implement", "operate", "monitor", "review", "improve")


def table(manual: Manual) -> Table:
    """Every process by its phase: who owns it, what comes in from where, what goes out to whom."""
    groups = []
    for phase in _PHASES:
        those = [one for one in manual.all(Process) if one.phase == phase]
        if those:
            groups.append(RowGroup(phase.capitalize(), tuple(_row(manual, one) for one in those)))
    return Table(
        "Processes",
        "Process",
        ("Owner", "Comes in from", "Goes out to", "Leaves", "Next review"),
        groups=tuple(groups),
        empty_text="No process is recorded yet.",
        filters=("Owner",),
    )


def _row(manual: Manual, one: Process) -> Row:
    givers = dict.fromkeys(flow.from_ for flow in one.inputs)
    takers = dict.fromkeys(flow.to for flow in one.outputs)
    return Row(
        one,
        (
            field_cell(manual, one, "owner"),
            tuple(manual.find(name) or name for name in givers),
            tuple(manual.find(name) or name for name in takers),
            field_cell(manual, one, "records"),
            one.review_due,
        ),
    )
