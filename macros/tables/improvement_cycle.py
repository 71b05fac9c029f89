from ..checks._health import open_findings
from ..diagnostics import Finding, Severity
from ..manual import Manual
from ..manual.deadlines import deadlines
from ..manual.responsibilities import activities_of
from ..model import Entity
from ..model.document import Document
from ..model.procedure import Procedure
from ..model.process import Process
from ..text import format_count
from ._fields import field_cell
from ._table import Row, RowGroup, State, Table

COLUMNS = ("Owner", "Activities", "Last reviewed", "Next review", "Overdue", "Status")
_PHASES = ("establish", "implement", "operate", "monitor", "review", "improve")


def table(manual: Manual) -> Table:
    """The phases of the management system, with their processes and status."""
    groups = []
    for phase in _PHASES:
        processes = [process for process in manual.all(Process) if process.phase == phase]
        rows = tuple(_row(manual, process) for process in processes)
        groups.append(RowGroup(phase.capitalize(), rows or (_empty(manual),)))
    # If findings are withheld, the column would have no content.
    shown = COLUMNS[:-1] if manual.withholds("findings") else COLUMNS
    return Table(
        "Establish, implement, operate, monitor, review, improve",
        "Process",
        shown,
        groups=tuple(groups),
        filters=tuple(name for name in ("Owner", "Status") if name in shown),
    )


def _row(manual: Manual, process: Process) -> Row:
    parts = _parts(manual, process)
    late = [
        item for item in deadlines(manual) if item.record.key in parts and item.due < manual.day
    ]
    found = [item for item in open_findings(manual) if item.record in parts]
    cells = (
        field_cell(manual, process, "owner"),
        len(activities_of(manual, process)),
        process.last_reviewed,
        process.review_due,
        len(late) or None,
        _state(found),
    )
    return Row(process, cells[:-1] if manual.withholds("findings") else cells)


def _parts(manual: Manual, process: Process) -> set[str]:
    """Return the keys of a process, its activities, its procedures and its records."""
    parts: list[Entity] = [process, *activities_of(manual, process)]
    parts += manual.referrers(process, Procedure, "process")
    parts += manual.references(process, Document, "records")
    return {part.key for part in parts}


def _state(found: list[Finding]) -> State:
    severe = [finding for finding in found if finding.severity != Severity.NOTICE]
    if severe:
        return State(format_count(len(severe), "finding"), "bad")
    return State(format_count(len(found), "notice")) if found else State("no findings", "good")


def _empty(manual: Manual) -> Row:
    nothing = (None,) * (len(COLUMNS) - 1)
    gap = State("gap: no process", "bad")
    return Row("No process", nothing if manual.withholds("findings") else (*nothing, gap))
