from ..manual import Manual
from ..model.communication import Communication
from ._fields import cell
from ._table import Table, register


def table(manual: Manual) -> Table:
    """What is communicated about AI: about what, when, to whom, by whom, how, and what shows it."""
    rows = [
        (
            one,
            cell(manual, one, "about"),
            one.when or one.every,
            "all staff" if one.everyone else cell(manual, one, "audience"),
            cell(manual, one, "sender"),
            cell(manual, one, "channel"),
            cell(manual, one, "record"),
            one.due,
        )
        for one in manual.all(Communication)
    ]
    columns = ["About", "When", "To", "By", "Through", "Shown by", "Next due"]
    facets = ("To", "By", "Through")
    return register("Communication plan", "What", columns, rows, facets=facets)
