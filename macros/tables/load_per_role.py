from ..manual import Manual
from ..manual.deadlines import deadlines, responsible_role
from ..manual.responsibilities import cells_of
from ..model.activity import LETTERS
from ..model.role import Role
from ._table import State, Table, register


def table(manual: Manual) -> Table:
    """How much each role carries: letters in the matrix, owned records, deadlines to see to."""
    due = [responsible_role(manual, one) for one in deadlines(manual)]
    rows = []
    for role in manual.all(Role):
        letters = [cell.letters for cell in cells_of(manual, role)]
        counts = [sum(letter in one for one in letters) for letter in LETTERS]
        owned = {link.origin.key for link in manual.backlinks(role) if link.field == "owner"}
        most = manual.settings.most_accountable
        state = State(f"more than {most} times accountable", "bad") if counts[0] > most else None
        rows.append((role, *counts, len(owned), sum(one is role for one in due), state))
    columns = [*LETTERS.values(), "Owned records", "Deadlines", "State"]
    return register("Load per role", "Role", columns, rows)
