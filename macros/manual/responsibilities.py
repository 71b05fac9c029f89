"""The responsibility matrix, cell by cell."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..model._letters import Letter
from ..model.activity import Activity
from ..model.procedure import Procedure
from ..model.process import Process
from ..model.role import Role
from ..model.stage import Stage
from ._cache import per_manual
from ._manual import Manual


@dataclass(frozen=True)
class MatrixCell:
    """The responsibility of one role in one activity."""

    activity: Activity
    role: Role
    letters: str
    """The letters in the order of the scheme: `A/R`."""
    name: str
    """The role as it is written in the data: its id or an alias."""


@per_manual
def cells(manual: Manual) -> tuple[MatrixCell, ...]:
    """Return the filled cells of the matrix, row by row."""
    return tuple(
        MatrixCell(activity, role, letters, name)
        for activity in manual.all(Activity)
        for name, letters in activity.responsibilities.items()
        if isinstance(role := manual.find(name), Role)
    )


@per_manual
def _by_role(manual: Manual) -> dict[str, list[MatrixCell]]:
    found: defaultdict[str, list[MatrixCell]] = defaultdict(list)
    for cell in cells(manual):
        found[cell.role.key].append(cell)
    return found


def cells_of(manual: Manual, role: Role) -> list[MatrixCell]:
    """Return the cells in the column of a role."""
    return _by_role(manual).get(role.key, [])


def activities_with(manual: Manual, role: Role, letters: Iterable[str]) -> list[Activity]:
    """Return the activities in which a role has one of these letters: `AR` means A or R."""
    wanted = set(letters)
    return [cell.activity for cell in cells_of(manual, role) if not wanted.isdisjoint(cell.letters)]


def roles_with(activity: Activity, letter: str) -> list[str]:
    """Return the roles that have a letter in an activity, as they are written in the data."""
    return [name for name, letters in activity.responsibilities.items() if letter in letters]


def cells_in(manual: Manual, activity: Activity) -> list[MatrixCell]:
    """Return the cells in the row of an activity, in the order of the data."""
    return _by_activity(manual).get(activity.key, [])


@per_manual
def _by_activity(manual: Manual) -> dict[str, list[MatrixCell]]:
    found: defaultdict[str, list[MatrixCell]] = defaultdict(list)
    for cell in cells(manual):
        found[cell.activity.key].append(cell)
    return found


def accountable(manual: Manual, activity: Activity) -> Role | None:
    """Return the role that is accountable for an activity, the first one if there are several."""
    letter = manual.letter_scheme.accountable.letter
    return next((cell.role for cell in cells_in(manual, activity) if letter in cell.letters), None)


def activities_of(manual: Manual, process: Process) -> list[Activity]:
    """Return the activities of a process."""
    return manual.referrers(process, Activity, "process")


def stages_of(manual: Manual, activity: Activity) -> list[Stage]:
    """Return the life-cycle stages of an activity, or those of its process if it has none."""
    own = manual.references(activity, Stage, "stages")
    process = manual.find(activity.process)
    if own or not isinstance(process, Process):
        return own
    return manual.references(process, Stage, "stages")


def steps_of(manual: Manual, role: Role) -> list[tuple[Procedure, list[int]]]:
    """Return the procedures in which a role acts, with the numbers of its steps."""
    found = []
    for procedure in manual.referrers(role, Procedure, "steps"):
        acting = [manual.find(step.role) for step in procedure.steps]
        # A role that is only mentioned in a step does not act in it.
        if numbers := [n for n, acting_role in enumerate(acting, 1) if acting_role is role]:
            found.append((procedure, numbers))
    return found


def activities_in(manual: Manual, stage: Stage) -> list[Activity]:
    """Return the activities that belong to a life-cycle stage."""
    return [activity for activity in manual.all(Activity) if stage in stages_of(manual, activity)]


def activities_with_letters(row: Iterable[MatrixCell], letter: str) -> list[MatrixCell]:
    """Return the cells that have a letter."""
    return [cell for cell in row if letter in cell.letters]


def cells_by_highest_letter(
    manual: Manual, cells: Iterable[MatrixCell]
) -> list[tuple[Letter, list[MatrixCell]]]:
    """Return each letter of the scheme with the cells of which it is the highest letter."""
    found: defaultdict[str, list[MatrixCell]] = defaultdict(list)
    for cell in cells:
        found[cell.letters[0]].append(cell)
    letters = manual.letter_scheme.letters
    return [(item, found[item.letter]) for item in letters if item.letter in found]
