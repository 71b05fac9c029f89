from ..manual import Manual
from ..model.audit import Audit
from ._fields import field_cell
from ._table import State, Table, Tone, register

_MOODS: dict[str, Tone] = {
    "conforms": "good",
    "conforms with findings": "open",
    "does not conform": "bad",
}


def table(manual: Manual) -> Table:
    """Every audit, planned and done: what it looks at, against what, by whom, with what result."""
    rows = [
        (
            one,
            one.type,
            one.planned,
            one.done,
            field_cell(manual, one, "areas"),
            field_cell(manual, one, "criteria"),
            field_cell(manual, one, "auditors"),
            State(one.result, _MOODS[one.result]) if one.result else None,
            len(one.findings) if one.done else None,
        )
        for one in manual.all(Audit)
    ]
    columns = [
        "Type",
        "Planned for",
        "Closed on",
        "Looks at",
        "Against",
        "Auditors",
        "Result",
        "Findings",
    ]
    return register("Audit programme", "Audit", columns, rows, filters=("Type", "Result"))
