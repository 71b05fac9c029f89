from ..manual import Manual
from ..model.channel import Channel
from ._fields import cell
from ._table import Prose, Table, register


def table(manual: Manual) -> Table:
    """Where a concern about AI can be raised, and who reads it (A.3.3)."""
    rows = [
        (one, one.medium, one.where, cell(manual, one, "owner"), Prose(one.purpose))
        for one in manual.all(Channel)
        if one.concerns
    ]
    columns = ["What it is", "Where", "In charge", "What it is for"]
    nothing = "No channel takes concerns yet."
    return register("Where to raise a concern", "Channel", columns, rows, nothing=nothing)
