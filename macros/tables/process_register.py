from ..manual import Manual
from ..model.process import Process
from ._fields import field_cell
from ._table import Row, RowGroup, Table

_PHASES = ("establish", "implement", "operate", "monitor", "review", "improve")


def table(manual: Manual) -> Table:
    """Every process by phase: owner, providers of inputs, recipients of outputs, records."""
    groups = []
    for phase in _PHASES:
        processes = [process for process in manual.all(Process) if process.phase == phase]
        if processes:
            groups.append(
                RowGroup(phase.capitalize(), tuple(_row(manual, process) for process in processes))
            )
    return Table(
        "Processes",
        "Process",
        ("Owner", "Inputs from", "Outputs to", "Records", "Next review"),
        groups=tuple(groups),
        empty_text="No processes are recorded.",
        filters=("Owner",),
    )


def _row(manual: Manual, process: Process) -> Row:
    providers = dict.fromkeys(flow.from_ for flow in process.inputs)
    recipients = dict.fromkeys(flow.to for flow in process.outputs)
    return Row(
        process,
        (
            field_cell(manual, process, "owner"),
            tuple(manual.find(name) or name for name in providers),
            tuple(manual.find(name) or name for name in recipients),
            field_cell(manual, process, "records"),
            process.review_due,
        ),
    )
