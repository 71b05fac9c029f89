from ..manual import Manual
from ..manual.deadlines import deadlines, responsible_role
from ..manual.responsibilities import activities_with, cells_of
from ..model.role import Role
from ._table import State, Table, register


def table(manual: Manual) -> Table:
    """The load of each role: letters in the matrix, owned records, due dates."""
    due = [responsible_role(manual, item) for item in deadlines(manual)]
    scheme = manual.letter_scheme
    rows = []
    for role in manual.all(Role):
        letters = [cell.letters for cell in cells_of(manual, role)]
        counts = [sum(letter in item for item in letters) for letter, _ in scheme.legend]
        owned = {link.origin.key for link in manual.backlinks(role) if link.field == "owner"}
        most = manual.settings.most_accountable
        state = (
            State(f"accountable for more than {most} activities", "bad")
            if len(activities_with(manual, role, scheme.accountable.letter)) > most
            else None
        )
        rows.append((role, *counts, len(owned), sum(item is role for item in due), state))
    columns = [*(meaning for _, meaning in scheme.legend), "Owned records", "Due dates", "Status"]
    return register("Load per role", "Role", columns, rows)
