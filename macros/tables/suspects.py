from ..editions.suspects import suspects
from ..manual import Manual
from ._table import Table, register


def table(manual: Manual) -> Table:
    """Records to review again, because a record that they depend on has changed."""
    rows = [
        (
            suspect.record,
            suspect.reviewed_on,
            suspect.cause,
            suspect.changed or suspect.edition,
            suspect.version,
        )
        for suspect in suspects(manual)
    ]
    return register(
        "Records to review again",
        "Record",
        ["Last reviewed", "Depends on", "Changed on, or since", "Version"],
        rows,
        empty_text="No records to review again.",
    )
