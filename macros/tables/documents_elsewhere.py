from ..manual import Manual
from ..model.document import Document
from ._fields import field_cell
from ._table import Row, RowGroup, Table

COLUMNS = (
    "Version",
    "Owner",
    "Location",
    "Retention period",
    "Latest entry",
    "Last reviewed",
    "Next review",
)
_GROUPS = (("document", "Documents kept elsewhere"), ("record", "Records"))


def table(manual: Manual) -> Table:
    """The documents and records that are kept elsewhere: location, retention, latest entry."""
    groups = (
        (head, [document for document in manual.all(Document) if document.form == form])
        for form, head in _GROUPS
    )
    return Table(
        "Documents and records kept elsewhere",
        "Document",
        COLUMNS,
        groups=tuple(
            RowGroup(head, tuple(_row(manual, document) for document in documents))
            for head, documents in groups
            if documents
        ),
        empty_text="No documents are recorded.",
        filters=("Owner",),
    )


def _row(manual: Manual, document: Document) -> Row:
    return Row(
        document,
        (
            document.version,
            field_cell(manual, document, "owner"),
            document.where,
            document.retention,
            document.latest,
            document.last_reviewed,
            document.review_due,
        ),
    )
