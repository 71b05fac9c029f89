from ..manual import Manual
from ..model.channel import Channel
from ._fields import field_cell
from ._table import ProseCell, Table, register


def table(manual: Manual) -> Table:
    """Where a concern about AI can be raised, and who reads it (A.3.3)."""
    rows = [
        (one, one.medium, one.where, field_cell(manual, one, "owner"), ProseCell(one.purpose))
        for one in manual.all(Channel)
        if one.concerns
    ]
    columns = ["What it is", "Where", "In charge", "What it is for"]
    empty_text = "No channel takes concerns yet."
    return register("Where to raise a concern", "Channel", columns, rows, empty_text=empty_text)
