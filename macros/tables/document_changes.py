from ..manual import Manual
from ..model import Controlled
from ..model.organisation import Organisation
from ._fields import field_cell
from ._table import Table, register


def table(manual: Manual) -> Table:
    """The changes to the manual and its documents, latest first."""
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
            revision.version,
            revision.on,
            revision.change,
            field_cell(manual, revision, "author"),
            field_cell(manual, revision, "approved_by"),
        )
        for record, revision in found
    ]
    columns = ["Version", "Approved on", "Change", "Author", "Approved by"]
    return register(
        "Changes to documents",
        "Document",
        columns,
        rows,
        empty_text="No changes are recorded.",
        filters=("Author", "Approved by"),
    )
