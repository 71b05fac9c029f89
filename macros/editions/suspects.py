"""What may no longer fit what it rests on: that changed after somebody last looked at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..manual import Manual, per_manual
from ..manual.lifecycle import is_retired
from ..model import Controlled, Entity, Reviewed, mark_along
from ..model._markers import RestsOn
from ..model.review import Review
from ..text import format_day
from . import changes


@dataclass(frozen=True)
class Suspect:
    """A record that rests on one that changed after it was last looked at."""

    record: Entity
    cause: Entity
    """What changed."""
    looked_at: date
    """The day on which somebody last looked at the record."""
    changed: date | None = None
    """The day of the change, where a revision tells it."""
    version: str = ""
    """The version that it brought."""
    edition: str = ""
    """The edition since which it changed, where no revision tells of it."""

    @property
    def words(self) -> str:
        """What changed, and when: `POL-04 changed on 8 July 2026 (version 2.0)`."""
        if self.changed is None:
            return f"{self.cause.short_id} changed since {self.edition}"
        day = format_day_plainly(self.changed)
        return f"{self.cause.short_id} changed on {day} (version {self.version})"

    @property
    def reviewed(self) -> str:
        """When the record was last looked at."""
        return format_day_plainly(self.looked_at)


@per_manual
def suspects(manual: Manual) -> tuple[Suspect, ...]:
    """Return every record that is to be looked at again because of what it rests on."""
    found: dict[tuple[str, str], Suspect] = {}
    looks: dict[str, date | None] = {}
    for record, cause in _resting(manual):
        if record.key not in looks:
            past = is_retired(record, manual.day)
            looks[record.key] = None if past else last_review_of(manual, record)
        looked_at = looks[record.key]
        if looked_at and (one := _suspect(manual, record, cause, looked_at)) is not None:
            found.setdefault((record.key, cause.key), one)
    return tuple(found.values())


def _resting(manual: Manual) -> Iterator[tuple[Entity, Entity]]:
    """Yield each record with one it rests on, be that named by its id or in prose."""
    for link in manual.links:
        mark = mark_along(type(link.origin), link.field_path, RestsOn)
        if mark is None or link.target is None:
            continue
        folders = mark.folders or link.wanted.folders
        if not folders or link.target.folder in folders:
            yield link.origin, link.target


def suspects_of(manual: Manual, record: Entity) -> list[Suspect]:
    """Return why a record is to be looked at again."""
    return [one for one in suspects(manual) if one.record.key == record.key]


def last_review_of(manual: Manual, record: Entity) -> date | None:
    """Return the day on which somebody last looked whether a record still holds.

    It is that of its review, of its approval, or of a review that covers it.
    """
    days = [record.last_reviewed] if isinstance(record, Reviewed) else []
    if isinstance(record, Controlled):
        days += [record.approved_on]
    for review in manual.referrers(record, Review, "covers"):
        days += [review.last_done]
    return max((one for one in days if one is not None), default=None)


def _suspect(manual: Manual, record: Entity, cause: Entity, looked_at: date) -> Suspect | None:
    """Return that a record is suspect because of one it rests on, if it is."""
    if isinstance(cause, Controlled) and cause.revisions:
        later = [one for one in cause.revisions if not one.minor and one.on > looked_at]
        if not later:
            return None
        newest = max(later, key=lambda one: one.on)
        return Suspect(record, cause, looked_at, newest.on, newest.version)
    since = changes.changes_since_last(manual)
    if since is None or since.day is None or looked_at > since.day:
        return None
    change, own = since.comparison.of(cause.key), since.comparison.of(record.key)
    if change is None or change.kind != "changed" or change.routine:
        return None
    if own is not None and own.kind == "added":
        return None
    return Suspect(record, cause, looked_at, edition=since.edition.label)


def format_day_plainly(on: date) -> str:
    """Return a day as people write it."""
    return str(format_day(on).striptags())
