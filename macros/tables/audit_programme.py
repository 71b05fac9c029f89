from ..manual import Manual
from ..model.audit import Audit
from ._fields import field_cell
from ._table import State, Table, Tone, register

_TONES: dict[str, Tone] = {
    "conforms": "good",
    "conforms with findings": "open",
    "does not conform": "bad",
}


def table(manual: Manual) -> Table:
    """Every planned and completed audit: audited areas, criteria, auditors and result."""
    rows = [
        (
            audit,
            audit.type,
            audit.planned,
            audit.done,
            field_cell(manual, audit, "areas"),
            field_cell(manual, audit, "criteria"),
            field_cell(manual, audit, "auditors"),
            State(audit.result, _TONES[audit.result]) if audit.result else None,
            len(audit.findings) if audit.done else None,
        )
        for audit in manual.all(Audit)
    ]
    columns = [
        "Type",
        "Planned for",
        "Completed on",
        "Audited areas",
        "Criteria",
        "Auditors",
        "Result",
        "Findings",
    ]
    return register("Audit programme", "Audit", columns, rows, filters=("Type", "Result"))
