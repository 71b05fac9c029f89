"""What a comparison says."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from ...model import mark_named
from ...model._markers import Routine

Sort = Literal["added", "removed", "changed", "moved"]


class Piece(NamedTuple):
    """Some words of a text: the same on both sides, or only on one; or left out in between."""

    kind: Literal["same", "removed", "added", "gap"]
    words: str


@dataclass(frozen=True)
class Value:
    """A value as a page says it."""

    words: str
    key: str = ""
    """The id of the record that it names, where it names one."""

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Detail:
    """One thing that is different in a field."""

    kind: Sort
    place: Value | None = None
    """Where in the field: `Rule 3`, or the role of a cell; nothing where it is all of it."""
    old: Value | None = None
    new: Value | None = None
    pieces: tuple[Piece, ...] = ()
    """The text word by word, where it is prose that changed."""

    @property
    def values(self) -> Iterator[Value]:
        """What it names and says."""
        yield from (one for one in (self.place, self.old, self.new) if one is not None)


@dataclass(frozen=True)
class FieldChange:
    """A field that says something else than before."""

    name: str
    """Its name in the data: `responsibilities`."""
    title: str
    """Its name on pages: `Responsibilities`."""
    details: tuple[Detail, ...]


@dataclass(frozen=True)
class Change:
    """A record that was added, taken away or changed."""

    kind: Literal["added", "removed", "changed"]
    folder: str
    """The folder of its kind."""
    key: str
    """Its id; of one that was taken away, its last."""
    label: str
    """What it is called: `POL-04 AI system impact assessment`."""
    former: str = ""
    """The id it had before, where that was another one."""
    fields: tuple[FieldChange, ...] = ()

    @property
    def routine(self) -> bool:
        """Whether it was only reviewed, measured or sent again, as planned."""
        return bool(self.fields) and not self.telling

    @property
    def telling(self) -> tuple[FieldChange, ...]:
        """The fields that say more than that what was planned was done."""
        return tuple(
            field for field in self.fields if mark_named(self.folder, field.name, Routine) is None
        )

    def field(self, name: str) -> FieldChange | None:
        """Return what changed in a field."""
        return next((one for one in self.fields if one.name == name), None)


@dataclass(frozen=True)
class Comparison:
    """All that changed from one edition to another."""

    old: str
    """What the older one is called: `edition 2.1`."""
    new: str
    old_day: date | None
    """The day of the older one, where it is known."""
    changes: tuple[Change, ...]
    """The records that changed, by the order of their kinds and then of their ids."""
    silent: tuple[str, ...] = ()
    """The folders of kinds that one side knows nothing of, and that are not compared."""

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, key: str) -> Change | None:
        """Return what changed in a record."""
        return next((one for one in self.changes if one.key == key), None)

    def only(self, kept: Collection[tuple[str, str]]) -> "Comparison":
        """Return it with these changes alone, each by its kind and id."""
        changes = tuple(one for one in self.changes if (one.folder, one.key) in kept)
        return replace(self, changes=changes)

    def by_kind(self) -> dict[str, list[Change]]:
        """Return what changed, by the folder of the kind."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.folder, []).append(change)
        return found

    def told(self, folder: str) -> list[Change]:
        """Return what changed in a kind, without what was only done again as planned."""
        return [one for one in self.changes if one.folder == folder and not one.routine]

    def again(self, folder: str) -> list[Change]:
        """Return the records of a kind that were only reviewed, measured or sent again."""
        return [one for one in self.changes if one.folder == folder and one.routine]

    def having(self, sort: str) -> int:
        """Return how many records were added, removed or changed."""
        return sum(one.kind == sort and not one.routine for one in self.changes)
