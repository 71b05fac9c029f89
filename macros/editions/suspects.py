"""Suspect records: records that depend on one that changed after their last review."""

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
    """A record that depends on one that changed after its last review."""

    record: Entity
    cause: Entity
    """The record that changed."""
    reviewed_on: date
    """The day of the last review of the record."""
    changed: date | None = None
    """The day of the change, if a revision gives it."""
    version: str = ""
    """The version of that revision."""
    edition: str = ""
    """The edition since which it changed, if no revision gives the day."""

    @property
    def words(self) -> str:
        """The change in words: `POL-04 changed on 8 July 2026 (version 2.0)`."""
        if self.changed is None:
            return f"{self.cause.short_id} changed since {self.edition}"
        day = format_day_plainly(self.changed)
        return f"{self.cause.short_id} changed on {day} (version {self.version})"

    @property
    def reviewed(self) -> str:
        """The day of the last review in words."""
        return format_day_plainly(self.reviewed_on)


@per_manual
def suspects(manual: Manual) -> tuple[Suspect, ...]:
    """Return every record to review again because of a record it depends on."""
    found: dict[tuple[str, str], Suspect] = {}
    reviews: dict[str, date | None] = {}
    for record, cause in _resting(manual):
        if record.key not in reviews:
            past = is_retired(record, manual.day)
            reviews[record.key] = None if past else last_review_of(manual, record)
        reviewed_on = reviews[record.key]
        if reviewed_on and (suspect := _suspect(manual, record, cause, reviewed_on)) is not None:
            found.setdefault((record.key, cause.key), suspect)
    return tuple(found.values())


def _resting(manual: Manual) -> Iterator[tuple[Entity, Entity]]:
    """Yield (record, dependency), from references in fields and in prose."""
    for link in manual.links:
        mark = mark_along(type(link.origin), link.field_path, RestsOn)
        if mark is None or link.target is None:
            continue
        folders = mark.folders or link.wanted.folders
        if not folders or link.target.folder in folders:
            yield link.origin, link.target


def suspects_of(manual: Manual, record: Entity) -> list[Suspect]:
    """Return the reasons to review a record again."""
    return [suspect for suspect in suspects(manual) if suspect.record.key == record.key]


def last_review_of(manual: Manual, record: Entity) -> date | None:
    """Return the day of the last review of a record, or None.

    It is the latest of its review, its approval and the reviews that cover it.
    """
    days = [record.last_reviewed] if isinstance(record, Reviewed) else []
    if isinstance(record, Controlled):
        days += [record.approved_on]
    for review in manual.referrers(record, Review, "covers"):
        days += [review.last_done]
    return max((day for day in days if day is not None), default=None)


def _suspect(manual: Manual, record: Entity, cause: Entity, reviewed_on: date) -> Suspect | None:
    """Return the suspect for a record and its dependency, or None."""
    if isinstance(cause, Controlled) and cause.revisions:
        later = [
            revision
            for revision in cause.revisions
            if not revision.minor and revision.on > reviewed_on
        ]
        if not later:
            return None
        newest = max(later, key=lambda revision: revision.on)
        return Suspect(record, cause, reviewed_on, newest.on, newest.version)
    since = changes.changes_since_last(manual)
    if since is None or since.day is None or reviewed_on > since.day:
        return None
    change, own = since.comparison.of(cause.key), since.comparison.of(record.key)
    if change is None or change.kind != "changed" or change.routine:
        return None
    if own is not None and own.kind == "added":
        return None
    return Suspect(record, cause, reviewed_on, edition=since.edition.label)


def format_day_plainly(on: date) -> str:
    """Return a date as text: `8 July 2026`."""
    return str(format_day(on).striptags())
