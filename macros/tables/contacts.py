from ..manual import Manual
from ..manual.appointments import holders, unless_names_withheld
from ..model.role import Role
from ._fields import field_cell
from ._table import Table, register


def table(manual: Manual) -> Table:
    """The contacts of the organisation, by topic."""
    rows = []
    for contact in manual.organisation.contacts if manual.organisation else ():
        role = field_cell(manual, contact, "role")
        people = (
            unless_names_withheld(manual, holders(manual, role)) if isinstance(role, Role) else ()
        )
        rows.append((contact.for_, role, people, contact.email, contact.phone))
    columns = ["Role", "Held by", "Email", "Telephone"]
    return register("Contacts", "For", columns, rows, empty_text="No contacts are recorded.")
