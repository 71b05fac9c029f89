from ..manual import Manual
from ..manual.appointments import deputies, holders, unless_names_withheld
from ..manual.audiences import is_group
from ..manual.responsibilities import activities_with
from ..model.role import Role
from ._table import State, Table, register


def table(manual: Manual) -> Table:
    """Every role with its holder, deputy, reporting line and load."""
    scheme = manual.letter_scheme
    acting = [item for item in scheme.letters if item.letter in scheme.acting]
    rows = [
        (
            role,
            "group" if role.group else "body" if role.body else "person",
            unless_names_withheld(manual, holders(manual, role))
            or (None if is_group(role) else State("vacant", "bad")),
            unless_names_withheld(manual, deputies(manual, role)),
            manual.find(role.reports_to) if role.reports_to else None,
            *(len(activities_with(manual, role, item.letter)) for item in acting),
        )
        for role in manual.all(Role)
    ]
    columns = ["Kind", "Holder or chair", "Deputy", "Reports to"]
    columns += [item.meaning for item in acting]
    return register("Roles", "Role", columns, rows, filters=("Kind", "Reports to"))
