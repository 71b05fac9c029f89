from ..manual import Manual
from ..model.policy import Policy
from ..model.procedure import Procedure
from ._fields import field_cell
from ._table import State, Table, register


def table(manual: Manual) -> Table:
    """Every policy: version, owner, approver, audience and procedures."""
    rows = [
        (
            policy,
            policy.version,
            State(policy.status, "good" if policy.status == "approved" else "open"),
            field_cell(manual, policy, "owner"),
            field_cell(manual, policy, "approver"),
            field_cell(manual, policy, "audience"),
            tuple(manual.referrers(policy, Procedure, "policy")),
            policy.effective,
            policy.review_due,
        )
        for policy in manual.all(Policy)
    ]
    columns = [
        "Version",
        "Status",
        "Owner",
        "Approved by",
        "Audience",
        "Procedures",
        "Effective date",
        "Next review",
    ]
    return register("Policies", "Policy", columns, rows, filters=("Status", "Owner", "Approved by"))
