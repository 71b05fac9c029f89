from ..checks import never_reviewed
from ..manual import Manual
from ..model import Reviewed
from ..model.review import Review
from ._fields import field_cell
from ._table import Table, register


def table(manual: Manual) -> Table:
    """Every record that needs reviews and has not been reviewed yet, and every review not held."""
    records = [
        result.record
        for result in never_reviewed.check(manual)
        if isinstance(result.record, Review) or not getattr(result.record, "last_reviewed", None)
    ]
    rows = [
        (
            record,
            record.name,
            field_cell(manual, record, "owner"),
            getattr(record, "review_every" if isinstance(record, Reviewed) else "every", None),
        )
        for record in records
    ]
    return register(
        "Never reviewed",
        "Record",
        ["Kind", "Owner", "Interval"],
        rows,
        empty_text="Every record that needs reviews has been reviewed.",
        filters=("Kind", "Owner"),
    )
