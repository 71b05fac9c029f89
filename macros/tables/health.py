from ..checks._health import finding_owner, findings_by_category, is_withheld, open_since
from ..diagnostics import Finding, Severity
from ..manual import NOT_SHOWN, Manual
from ._table import MessageCell, Row, RowGroup, State, Table, Tone

_TONES: dict[Severity, Tone] = {
    Severity.ERROR: "bad",
    Severity.WARNING: "bad",
    Severity.NOTICE: "open",
}


def table(manual: Manual) -> Table:
    """All open findings, by category."""
    groups = (
        RowGroup(str(category).capitalize(), tuple(_row(manual, finding) for finding in findings))
        for category, findings in findings_by_category(manual).items()
        if findings
    )
    return Table(
        "Open findings",
        "Record",
        ("Severity", "Finding", "How to fix it", "Owner", "Days open", "Rule", "File"),
        groups=tuple(groups),
        empty_text=NOT_SHOWN if is_withheld(manual) else "The checks have no findings.",
        filters=("Severity", "Owner", "Rule"),
    )


def _row(manual: Manual, finding: Finding) -> Row:
    record = manual.find(finding.record) if finding.record else None
    message = finding.message
    if record is not None:
        message = message.removeprefix(f"{record.id}: ")
    severity = State(str(finding.severity), _TONES[finding.severity])
    place = f"{finding.where.path}:{finding.where.line}"
    began = open_since(manual, finding)
    days = (manual.day - began).days if began else None
    cells = (
        severity,
        MessageCell(message),
        MessageCell(finding.hint) if finding.hint else None,
        finding_owner(manual, finding),
        days,
        finding.rule,
        place,
    )
    return Row(record or place, cells)
