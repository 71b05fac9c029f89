from ..checks._health import open_findings
from ..diagnostics import Finding, Severity
from ..manual import Manual
from ..manual.deadlines import deadlines
from ..manual.responsibilities import activities_of
from ..model import Entity
from ..model.document import Document
from ..model.procedure import Procedure
from ..model.process import Process
from ._fields import field_cell
from ._table import Row, RowGroup, State, Table

COLUMNS = ("Owner", "Activities", "Last reviewed", "Next review", "Overdue", "State")
_PHASES = ("establish", "implement", "operate", "monitor", "review", "improve")


def table(manual: Manual) -> Table:
    """The cycle of the management system: each phase with its processes and how they stand."""
    groups = []
    for phase in _PHASES:
        those = [one for one in manual.all(Process) if one.phase == phase]
        rows = tuple(_row(manual, one) for one in those)
        groups.append(RowGroup(phase.capitalize(), rows or (_empty(manual),)))
    # What the checks find is not for everybody; a column that says so in each row says nothing.
    shown = COLUMNS[:-1] if manual.withholds("findings") else COLUMNS
    return Table(
        "Establish, implement, operate, monitor, review, improve",
        "Process",
        shown,
        groups=tuple(groups),
        filters=tuple(name for name in ("Owner", "State") if name in shown),
    )


def _row(manual: Manual, process: Process) -> Row:
    parts = _parts(manual, process)
    late = [one for one in deadlines(manual) if one.record.key in parts and one.due < manual.day]
    found = [one for one in open_findings(manual) if one.record in parts]
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
    return {one.key for one in parts}


def _state(found: list[Finding]) -> State:
    grave = [one for one in found if one.severity != Severity.NOTICE]
    if grave:
        return State(f"{len(grave)} to put right", "bad")
    return State(f"{len(found)} to note") if found else State("in order", "good")


def _empty(manual: Manual) -> Row:
    nothing = (None,) * (len(COLUMNS) - 1)
    gap = State("gap: no process", "bad")
    return Row("No process", nothing if manual.withholds("findings") else (*nothing, gap))
