"""The cells of the responsibility matrix: which role does what in which activity."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from .manual import Manual
from .model.activity import Activity
from .model.process import Process
from .model.role import Role
from .model.stage import Stage


@dataclass(frozen=True)
class Share:
    """One cell: a role's letters in an activity."""

    role: Role
    activity: Activity
    letters: str
    """Its letters in their order: `A/R`."""

    def has(self, letter: str) -> bool:
        """Return whether a letter is among them."""
        return letter in self.letters


def shares(manual: Manual, activity: Activity) -> list[Share]:
    """Return the cells of an activity's row, in the order in which they were written."""
    found = []
    for name, letters in activity.responsibilities.items():
        role = manual.find(name)
        if isinstance(role, Role):
            found.append(Share(role, activity, letters))
    return found


@lru_cache(maxsize=4)
def _by_role(manual: Manual) -> dict[str, list[Share]]:
    found: defaultdict[str, list[Share]] = defaultdict(list)
    for activity in manual.all(Activity):
        for share in shares(manual, activity):
            found[share.role.key].append(share)
    return found


def shares_of(manual: Manual, role: Role) -> list[Share]:
    """Return the cells of a role's column, in the order of the activities."""
    return _by_role(manual).get(role.key, [])


def accountable(manual: Manual, activity: Activity) -> Role | None:
    """Return the role that is accountable for an activity, the first one if there are several."""
    return next((share.role for share in shares(manual, activity) if share.has("A")), None)


def activities_of(manual: Manual, process: Process) -> list[Activity]:
    """Return the activities of a process."""
    return manual.naming(process, Activity, "process")


def stages_of(manual: Manual, activity: Activity) -> list[Stage]:
    """Return the life-cycle stages an activity belongs to: its own, else those of its process."""
    own = manual.named_by(activity, Stage, "stages")
    process = manual.find(activity.process)
    if own or not isinstance(process, Process):
        return own
    return manual.named_by(process, Stage, "stages")
