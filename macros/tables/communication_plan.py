from ..manual import Manual
from ..model.communication import Communication
from ._fields import field_cell
from ._table import Table, register


def table(manual: Manual) -> Table:
    """Every communication about AI: topic, time, audience, sender, channel and evidence."""
    rows = [
        (
            communication,
            field_cell(manual, communication, "about"),
            communication.when or communication.every,
            "all staff"
            if communication.everyone
            else field_cell(manual, communication, "audience"),
            field_cell(manual, communication, "sender"),
            field_cell(manual, communication, "channel"),
            field_cell(manual, communication, "record"),
            communication.due,
        )
        for communication in manual.all(Communication)
    ]
    columns = ["About", "When", "Audience", "Sender", "Channel", "Evidence", "Next due"]
    filters = ("Audience", "Sender", "Channel")
    return register("Communication plan", "Communication", columns, rows, filters=filters)
