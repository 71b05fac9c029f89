from ..manual import Manual
from ..model import Controlled
from ..model.organisation import Organisation
from ._fields import field_cell
from ._table import Table, register


def table(manual: Manual) -> Table:
    """What changed in the manual and its documents, the newest first."""
    found = [
        (record, revision)
        for record in manual.entities
        if isinstance(record, Controlled | Organisation)
        for revision in record.revisions
    ]
    found.sort(key=lambda pair: (pair[1].on, pair[0].key), reverse=True)
    rows = [
        (
            record,
            one.version,
            one.on,
            one.change,
            field_cell(manual, one, "author"),
            field_cell(manual, one, "approved_by"),
        )
        for record, one in found
    ]
    columns = ["Version", "Approved on", "Change", "Written by", "Approved by"]
    return register(
        "Changes to documents",
        "Document",
        columns,
        rows,
        empty_text="No change is recorded yet.",
        filters=("Written by", "Approved by"),
    )
