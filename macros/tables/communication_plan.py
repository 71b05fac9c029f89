from ..manual import Manual
from ..model.communication import Communication
from ._fields import field_cell
from ._table import Table, register


def table(manual: Manual) -> Table:
    """What is communicated about AI: about what, when, to whom, by whom, how, and what shows it."""
    rows = [
        (
            one,
            field_cell(manual, one, "about"),
            one.when or one.every,
            "all staff" if one.everyone else field_cell(manual, one, "audience"),
            field_cell(manual, one, "sender"),
            field_cell(manual, one, "channel"),
            field_cell(manual, one, "record"),
            one.due,
        )
        for one in manual.all(Communication)
    ]
    columns = ["About", "When", "To", "By", "Through", "Shown by", "Next due"]
    filters = ("To", "By", "Through")
    return register("Communication plan", "What", columns, rows, filters=filters)
