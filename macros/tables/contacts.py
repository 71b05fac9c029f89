from ..manual import Manual
from ..manual.appointments import holders, unless_names_withheld
from ..model.role import Role
from ._fields import field_cell
from ._table import Table, register


def table(manual: Manual) -> Table:
    """Whom to turn to, and for what."""
    rows = []
    for one in manual.organisation.contacts if manual.organisation else ():
        role = field_cell(manual, one, "role")
        people = (
            unless_names_withheld(manual, holders(manual, role)) if isinstance(role, Role) else ()
        )
        rows.append((one.for_, role, people, one.email, one.phone))
    columns = ["Role", "Held by", "Address", "Telephone"]
    return register(
        "Whom to turn to", "For", columns, rows, empty_text="No contact is recorded yet."
    )
