from collections import defaultdict

from ..manual import Manual
from ..manual.audiences import reading_of
from ..model.policy import Policy
from ..model.procedure import Procedure
from ..model.role import Role
from ._matrix import cross_table
from ._table import Table

LEGEND = (
    ("O", "Owns it"),
    ("A", "Approves it"),
    ("K", "Required reading"),
    ("P", "Has steps in its procedures"),
)


def table(manual: Manual) -> Table:
    """Each role with the policies that it owns, approves, must read or implements."""
    found = _letters(manual)
    return cross_table(
        "Roles by policy",
        "Role",
        (manual.all(Role), manual.all(Policy)),
        lambda role, policy: found[role.key, policy.key],
        LEGEND,
        "No policies are recorded.",
    )


def _letters(manual: Manual) -> defaultdict[tuple[str, str], set[str]]:
    """Return the letters of each cell by the keys of role and policy."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)

    def mark(name: str | None, policy: str, letter: str) -> None:
        if name and (role := manual.find(name)) is not None:
            found[role.key, policy].add(letter)

    for policy in manual.all(Policy):
        mark(policy.owner, policy.key, "O")
        mark(policy.approver, policy.key, "A")
    for role in manual.all(Role):
        for policy in reading_of(manual, role):
            found[role.key, policy.key].add("K")
    for procedure in manual.all(Procedure):
        if (above := manual.find(procedure.policy)) is not None:
            for step in procedure.steps:
                mark(step.role, above.key, "P")
    return found
