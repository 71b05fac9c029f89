from ..editions.suspects import suspects
from ..manual import Manual
from ._table import Table, register


def table(manual: Manual) -> Table:
    """What is to be looked at again, because what it rests on changed after its last review."""
    rows = [
        (one.record, one.looked_at, one.cause, one.changed or one.edition, one.version)
        for one in suspects(manual)
    ]
    return register(
        "To be looked at again",
        "Record",
        ["Last looked at", "Rests on", "Which changed on, or since", "In version"],
        rows,
        empty_text="Nothing rests on what changed after it was last reviewed.",
    )
