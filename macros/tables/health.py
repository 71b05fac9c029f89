from ..checks._health import finding_owner, findings_by_category, is_withheld, open_since
from ..diagnostics import Finding, Severity
from ..manual import NOT_SHOWN, Manual
from ._table import Row, RowGroup, State, Table, Tone

_MOODS: dict[Severity, Tone] = {
    Severity.ERROR: "bad",
    Severity.WARNING: "bad",
    Severity.NOTICE: "open",
}


def table(manual: Manual) -> Table:
    """All that is to be put right, by the way in which a management system fails."""
    groups = (
        RowGroup(str(challenge).capitalize(), tuple(_row(manual, one) for one in findings))
        for challenge, findings in findings_by_category(manual).items()
        if findings
    )
    return Table(
        "What is to be put right",
        "Record",
        ("Weight", "What", "How to put it right", "Owner", "Days", "Rule", "Written in"),
        groups=tuple(groups),
        empty_text=NOT_SHOWN if is_withheld(manual) else "Nothing is to be put right.",
        filters=("Weight", "Owner", "Rule"),
    )


def _row(manual: Manual, one: Finding) -> Row:
    record = manual.find(one.record) if one.record else None
    message = one.message
    if record is not None:
        message = message.removeprefix(f"{record.id}: ")
    weight = State(str(one.severity), _MOODS[one.severity])
    place = f"{one.where.path}:{one.where.line}"
    began = open_since(manual, one)
    days = (manual.day - began).days if began else None
    cells = (weight, message, one.hint, finding_owner(manual, one), days, one.rule, place)
    return Row(record or place, cells)
