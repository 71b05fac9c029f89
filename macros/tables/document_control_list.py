from collections.abc import Iterator
from typing import Any

from ..manual import Manual
from ..model import Controlled
from ..model.document import Document
from ..model.policy import Policy
from ..model.procedure import Procedure
from ._fields import field_cell
from ._table import Row, RowGroup, Table

COLUMNS = (
    "Version",
    "Status",
    "Owner",
    "Approved by",
    "Approved on",
    "Next review",
    "Location",
    "Retention period",
)
HERE = "this manual"


def table(manual: Manual) -> Table:
    """The master list: the manual, its policies and procedures, and documents kept elsewhere."""
    return Table(
        "Master list of documents and records",
        "Document",
        COLUMNS,
        groups=tuple(RowGroup(head, rows) for head, rows in _groups(manual) if rows),
        empty_text="No documents are recorded.",
        filters=("Status", "Owner"),
    )


def _groups(manual: Manual) -> Iterator[tuple[str, tuple[Row, ...]]]:
    if (own := manual.organisation) is not None:
        named = (field_cell(manual, own, "owner"), field_cell(manual, own, "approver"))
        cells = (own.edition, "issued", *named, own.approved_on, None, HERE, "")
        yield "The manual", (Row(own, cells),)
    yield "Policies", tuple(_controlled(manual, document) for document in manual.all(Policy))
    yield "Procedures", tuple(_controlled(manual, document) for document in manual.all(Procedure))
    for form, head in (("document", "Documents kept elsewhere"), ("record", "Records")):
        documents = [document for document in manual.all(Document) if document.form == form]
        yield head, tuple(Row(document, _elsewhere(manual, document)) for document in documents)


def _controlled(manual: Manual, document: Controlled) -> Row:
    named = (field_cell(manual, document, "owner"), field_cell(manual, document, "approver"))
    return Row(
        document,
        (
            document.version,
            document.status,
            *named,
            document.approved_on,
            document.review_due,
            HERE,
            "",
        ),
    )


def _elsewhere(manual: Manual, document: Document) -> tuple[Any, ...]:
    owner = field_cell(manual, document, "owner")
    return (
        document.version,
        "",
        owner,
        None,
        None,
        document.review_due,
        document.where,
        document.retention,
    )
