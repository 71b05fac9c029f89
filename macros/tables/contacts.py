from ..manual import Manual
from ..manual.appointments import holders, shown
from ..model.role import Role
from ._fields import cell
from ._table import Table, register


def table(manual: Manual) -> Table:
    """Whom to turn to, and for what."""
    rows = []
    for one in manual.organisation.contacts if manual.organisation else ():
        role = cell(manual, one, "role")
        people = shown(manual, holders(manual, role)) if isinstance(role, Role) else ()
        rows.append((one.for_, role, people, one.email, one.phone))
    columns = ["Role", "Held by", "Address", "Telephone"]
    return register("Whom to turn to", "For", columns, rows, nothing="No contact is recorded yet.")
