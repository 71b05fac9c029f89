from ..editions import changes
from ..editions.comparison import group_by_topic
from ..manual import Manual
from ..model.role import Role
from ._table import Table, register


def table(manual: Manual) -> Table:
    """How much changed for each role since the last edition, by what it is to the role."""
    rows = []
    for role in manual.all(Role):
        concerns = changes.changes_for_role(manual, role)
        if concerns:
            topics = [f"{topic} ({len(those)})" for topic, those in group_by_topic(concerns)]
            rows.append((role, len(concerns), tuple(topics)))
    return register(
        "What changed, by role",
        "Role",
        ["Records", "What they are to the role"],
        rows,
        empty_text="Nothing that changed concerns a role, or there is no earlier edition.",
    )
