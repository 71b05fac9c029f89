"""Changes since the last edition, redacted for the audience of the manual."""

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
    """The changes since an edition, and their impact on roles."""

    edition: PreviousEdition
    comparison: Comparison
    by_role: dict[str, list[RoleImpact]]
    """The impacts by the id of the role."""
    old: Snapshot
    """The redacted snapshot of the edition."""
    new: Snapshot

    @property
    def day(self) -> date | None:
        """The day of the edition, or None if it is not known."""
        return self.edition.day or self.old.day


@per_manual
def changes_since_last(manual: Manual) -> ChangesSince | None:
    """Return the changes since the last readable edition, or None if there is none."""
    last = previous_editions(manual).last
    if last is None or last.snapshot is None:
        return None
    return changes_since(manual, last, last.snapshot)


def changes_since(manual: Manual, edition: PreviousEdition, snapshot: Snapshot) -> ChangesSince:
    """Return the changes since an edition, without anything that either side withholds."""
    now = snapshots.snapshot_of_manual(manual)
    old, new = redact_both(snapshot, now, manual.withheld.redaction)
    found = compare(old, new)
    return ChangesSince(edition, found, impacts_by_role(found, old, new, ALL_STAFF), old, new)


def change_of(manual: Manual, record: Entity) -> Change | None:
    """Return the change of a record since the last edition, or None."""
    since = changes_since_last(manual)
    return since.comparison.of(record.key) if since else None


def changes_for_role(manual: Manual, role: Role) -> list[RoleImpact]:
    """Return the impacts on a role since the last edition, the most direct first."""
    since = changes_since_last(manual)
    return since.by_role.get(role.key, []) if since else []
