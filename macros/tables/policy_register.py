from ..manual import Manual
from ..model.policy import Policy
from ..model.procedure import Procedure
from ._fields import field_cell
from ._table import State, Table, register


def table(manual: Manual) -> Table:
    """Every policy: its version, who owns and approved it, whom it is for, what carries it out."""
    rows = [
        (
            one,
            one.version,
            State(one.status, "good" if one.status == "approved" else "open"),
            field_cell(manual, one, "owner"),
            field_cell(manual, one, "approver"),
            field_cell(manual, one, "audience"),
            tuple(manual.referrers(one, Procedure, "policy")),
            one.effective,
            one.review_due,
        )
        for one in manual.all(Policy)
    ]
    columns = [
        "Version",
        "Status",
        "Owner",
        "Approved by",
        "Must be known by",
        "Carried out by",
        "In force from",
        "Next review",
    ]
    return register("Policies", "Policy", columns, rows, filters=("Status", "Owner", "Approved by"))
