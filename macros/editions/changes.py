"""What changed in a manual since its last edition, as those may read it for whom it is built."""

from dataclasses import dataclass
from datetime import date

from ..manual import Manual, per_manual
from ..manual.audiences import ALL_STAFF
from ..model import Entity
from ..model.role import Role
from . import snapshot as snapshots
from .comparison import Change, Comparison, RoleImpact, compare, impacts_by_role, redact_both
from .previous import PreviousEdition, previous_editions
from .snapshot import Snapshot


@dataclass(frozen=True)
class ChangesSince:
    """What changed since an edition, and whom it concerns."""

    edition: PreviousEdition
    comparison: Comparison
    by_role: dict[str, list[RoleImpact]]
    """What concerns each role, by its id."""
    old: Snapshot
    """What the edition said, as far as it may be told."""
    new: Snapshot

    @property
    def day(self) -> date | None:
        """The day of that edition."""
        return self.edition.day or self.old.day


@per_manual
def changes_since_last(manual: Manual) -> ChangesSince | None:
    """Return what changed since the last edition, where there is one that can be read."""
    last = previous_editions(manual).last
    if last is None or last.snapshot is None:
        return None
    return changes_since(manual, last, last.snapshot)


def changes_since(manual: Manual, edition: PreviousEdition, snapshot: Snapshot) -> ChangesSince:
    """Return what changed since an edition; nothing that is withheld now or was then is in it."""
    now = snapshots.snapshot_of_manual(manual)
    old, new = redact_both(snapshot, now, manual.withheld.redaction)
    found = compare(old, new)
    return ChangesSince(edition, found, impacts_by_role(found, old, new, ALL_STAFF), old, new)


def change_of(manual: Manual, record: Entity) -> Change | None:
    """Return what changed in a record since the last edition."""
    since = changes_since_last(manual)
    return since.comparison.of(record.key) if since else None


def changes_for_role(manual: Manual, role: Role) -> list[RoleImpact]:
    """Return what changed for a role since the last edition, what is nearest to it first."""
    since = changes_since_last(manual)
    return since.by_role.get(role.key, []) if since else []
