from ..editions import changes
from ..editions.comparison import group_by_topic
from ..manual import Manual
from ..model.role import Role
from ._table import Table, register


def table(manual: Manual) -> Table:
    """The number of changes for each role since the last edition, by topic."""
    rows = []
    for role in manual.all(Role):
        role_impacts = changes.changes_for_role(manual, role)
        if role_impacts:
            topics = [
                f"{topic} ({len(impacts)})" for topic, impacts in group_by_topic(role_impacts)
            ]
            rows.append((role, len(role_impacts), tuple(topics)))
    return register(
        "Changes by role",
        "Role",
        ["Records", "Topics"],
        rows,
        empty_text="No change affects a role, or there is no earlier edition.",
    )
