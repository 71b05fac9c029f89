"""What changed in a manual since its last edition, as those may read it for whom it is built."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..manual import Manual
from ..manual.audiences import ALL_STAFF
from ..model import Entity
from ..model.role import Role
from . import snapshot as snapshots
from .comparison import Change, Comparison, Concern, compare, concerns, shareable
from .previous import Edition, earlier
from .snapshot import Snapshot


@dataclass(frozen=True)
class Since:
    """What changed since an edition, and whom it concerns."""

    edition: Edition
    comparison: Comparison
    by_role: dict[str, list[Concern]]
    """What concerns each role, by its id."""
    old: Snapshot
    """What the edition said, as far as it may be told."""
    new: Snapshot

    @property
    def day(self) -> date | None:
        """The day of that edition."""
        return self.edition.day or self.old.day


# Two manuals are kept: the whole one that is checked, and what is shown of it.
@lru_cache(maxsize=2)
def since_last(manual: Manual) -> Since | None:
    """Return what changed since the last edition, where there is one that can be read."""
    last = earlier(manual).last
    if last is None or last.snapshot is None:
        return None
    return since(manual, last, last.snapshot)


def since(manual: Manual, edition: Edition, snapshot: Snapshot) -> Since:
    """Return what changed since an edition; nothing that is withheld now or was then is in it."""
    now = snapshots.of_manual(manual)
    old, new = shareable(snapshot, now, manual.withheld.redaction)
    found = compare(old, new)
    return Since(edition, found, concerns(found, old, new, ALL_STAFF), old, new)


def change_of(manual: Manual, record: Entity) -> Change | None:
    """Return what changed in a record since the last edition."""
    since = since_last(manual)
    return since.comparison.of(record.key) if since else None


def for_role(manual: Manual, role: Role) -> list[Concern]:
    """Return what changed for a role since the last edition, what is nearest to it first."""
    since = since_last(manual)
    return since.by_role.get(role.key, []) if since else []
