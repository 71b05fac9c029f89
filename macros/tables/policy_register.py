from ..manual import Manual
from ..model.policy import Policy
from ..model.procedure import Procedure
from ._fields import cell
from ._table import State, Table, register


def table(manual: Manual) -> Table:
    """Every policy: its version, who owns and approved it, whom it is for, what carries it out."""
    rows = [
        (
            one,
            one.version,
            State(one.status, "good" if one.status == "approved" else "open"),
            cell(manual, one, "owner"),
            cell(manual, one, "approver"),
            cell(manual, one, "audience"),
            tuple(manual.naming(one, Procedure, "policy")),
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
    return register("Policies", "Policy", columns, rows, facets=("Status", "Owner", "Approved by"))
