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
    "Kept in",
    "Kept for",
)
HERE = "this manual"


def table(manual: Manual) -> Table:
    """The master list: the manual, its policies and procedures, and what is kept elsewhere."""
    return Table(
        "Master list of documents and records",
        "Document",
        COLUMNS,
        groups=tuple(RowGroup(head, rows) for head, rows in _groups(manual) if rows),
        empty_text="No document is recorded yet.",
        filters=("Status", "Owner"),
    )


def _groups(manual: Manual) -> Iterator[tuple[str, tuple[Row, ...]]]:
    if (own := manual.organisation) is not None:
        named = (field_cell(manual, own, "owner"), field_cell(manual, own, "approver"))
        cells = (own.edition, "issued", *named, own.approved_on, None, HERE, "")
        yield "The manual", (Row(own, cells),)
    yield "Policies", tuple(_controlled(manual, one) for one in manual.all(Policy))
    yield "Procedures", tuple(_controlled(manual, one) for one in manual.all(Procedure))
    for form, head in (("document", "Documents kept elsewhere"), ("record", "Records")):
        those = [one for one in manual.all(Document) if one.form == form]
        yield head, tuple(Row(one, _elsewhere(manual, one)) for one in those)


def _controlled(manual: Manual, one: Controlled) -> Row:
    named = (field_cell(manual, one, "owner"), field_cell(manual, one, "approver"))
    return Row(one, (one.version, one.status, *named, one.approved_on, one.review_due, HERE, ""))


def _elsewhere(manual: Manual, one: Document) -> tuple[Any, ...]:
    owner = field_cell(manual, one, "owner")
    return (one.version, "", owner, None, None, one.review_due, one.where, one.retention)
