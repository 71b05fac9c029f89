from ..manual import Manual
from ..manual.appointments import deputies, holders, unless_names_withheld
from ..manual.responsibilities import activities_with
from ..model.role import Role
from ._table import State, Table, register


def table(manual: Manual) -> Table:
    """Every role with its holder, deputy, reporting line and load."""
    rows = [
        (
            role,
            "body" if role.body else "person",
            unless_names_withheld(manual, holders(manual, role)) or State("vacant", "bad"),
            unless_names_withheld(manual, deputies(manual, role)),
            manual.find(role.reports_to) if role.reports_to else None,
            len(activities_with(manual, role, "A")),
            len(activities_with(manual, role, "R")),
        )
        for role in manual.all(Role)
    ]
    columns = ["Kind", "Holder or chair", "Deputy", "Reports to", "Accountable", "Responsible"]
    return register("Roles", "Role", columns, rows, filters=("Kind", "Reports to"))
