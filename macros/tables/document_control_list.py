from collections.abc import Iterator

from ..manual import Manual
from ..model import Controlled
from ..model.organisation import Organisation
from ..model.policy import Policy
from ..model.procedure import Procedure
from ._fields import field_cell
from ._table import Row, RowGroup, State, Table

COLUMNS = (
    "Version",
    "Status",
    "Owner",
    "Approved by",
    "Approved on",
    "Effective date",
    "Next review",
)


class ManualDocument(Organisation):
    """The manual as a document, with its document id and its title."""

    shows_id = True


def table(manual: Manual) -> Table:
    """The master list: the manual, its policies and its procedures."""
    return Table(
        "Master list of documents",
        "Document",
        COLUMNS,
        groups=tuple(RowGroup(head, rows) for head, rows in _groups(manual) if rows),
        empty_text="No documents are recorded.",
        filters=("Status", "Owner"),
    )


def _groups(manual: Manual) -> Iterator[tuple[str, tuple[Row, ...]]]:
    if (own := manual.organisation) is not None:
        # Its values are valid: they are those of the organisation.
        values = dict(own) | {"id": own.document_id, "title": own.manual_title}
        named = (field_cell(manual, own, "owner"), field_cell(manual, own, "approver"))
        cells = (own.edition, State("issued", "good"), *named, own.approved_on, own.issued, None)
        yield "The manual", (Row(ManualDocument.model_construct(**values), cells),)
    yield "Policies", tuple(_controlled(manual, document) for document in manual.all(Policy))
    yield "Procedures", tuple(_controlled(manual, document) for document in manual.all(Procedure))


def _controlled(manual: Manual, document: Controlled) -> Row:
    named = (field_cell(manual, document, "owner"), field_cell(manual, document, "approver"))
    status = State(document.status, "good" if document.status == "approved" else "open")
    dates = (document.approved_on, document.effective, document.review_due)
    return Row(document, (document.version, status, *named, *dates))
