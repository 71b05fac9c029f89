from typing import Any

from ..manual import NOT_SHOWN, Manual
from ..manual.conformity import finding_status
from ..model.audit import Audit
from ._table import ProseCell, State, Table, Tone, register

_TONES: dict[str, Tone] = {"open": "bad", "verified": "good"}


def table(manual: Manual) -> Table:
    """Every finding of an audit: grade, requirement, actions, and whether it is open."""
    rows: list[tuple[Any, ...]] = []
    for audit in manual.all(Audit):
        for finding in audit.findings:
            status = finding_status(manual, finding)
            cells = (
                finding.number,
                finding.grade,
                State(status, _TONES.get(status, "open")),
                manual.find(finding.requirement) if finding.requirement else None,
                ProseCell(finding.statement),
                tuple(manual.find(name) or name for name in finding.actions),
            )
            rows.append((audit, *cells))
    return register(
        "Audit findings",
        "Audit",
        ["Number", "Grade", "Status", "Requirement", "Finding", "Actions"],
        rows,
        empty_text=NOT_SHOWN if manual.withholds("findings") else "No audit has findings.",
        filters=("Grade", "Status"),
    )
