from ..manual import Manual
from ..model.channel import Channel
from ._fields import field_cell
from ._table import ProseCell, Table, register


def table(manual: Manual) -> Table:
    """The channels for concerns about AI, and the role that reads them (A.3.3)."""
    rows = [
        (
            channel,
            channel.medium,
            channel.where,
            field_cell(manual, channel, "owner"),
            ProseCell(channel.purpose),
        )
        for channel in manual.all(Channel)
        if channel.concerns
    ]
    columns = ["Medium", "Location", "Owner", "Purpose"]
    empty_text = "No channel accepts concerns."
    return register("Channels for concerns", "Channel", columns, rows, empty_text=empty_text)
