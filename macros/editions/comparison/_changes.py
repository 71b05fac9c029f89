"""The result of a comparison."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from ...model import mark_named
from ...model._markers import Routine

Sort = Literal["added", "removed", "changed", "moved"]


class Piece(NamedTuple):
    """A part of a text: the same on both sides, only on one, or left out (`gap`)."""

    kind: Literal["same", "removed", "added", "gap"]
    words: str


@dataclass(frozen=True)
class Value:
    """A value as it is shown."""

    words: str
    key: str = ""
    """The id of the record that the value names, or an empty text."""

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Detail:
    """One difference in a field."""

    kind: Sort
    place: Value | None = None
    """The place in the field: `Rule 3`, or the role of a cell; None for the whole field."""
    old: Value | None = None
    new: Value | None = None
    pieces: tuple[Piece, ...] = ()
    """The text word by word, if prose changed."""

    @property
    def values(self) -> Iterator[Value]:
        """The place, the old and the new value, as far as there are any."""
        yield from (item for item in (self.place, self.old, self.new) if item is not None)


@dataclass(frozen=True)
class FieldChange:
    """A changed field of a record."""

    name: str
    """Its name in the data: `responsibilities`."""
    title: str
    """Its name on pages: `Responsibilities`."""
    details: tuple[Detail, ...]


@dataclass(frozen=True)
class Change:
    """A record that was added, removed or changed."""

    kind: Literal["added", "removed", "changed"]
    folder: str
    """The folder of its kind."""
    key: str
    """The id; of a removed record, its last id."""
    label: str
    """The label: `POL-04 AI system impact assessment`."""
    former: str = ""
    """The previous id, if it changed."""
    fields: tuple[FieldChange, ...] = ()

    @property
    def routine(self) -> bool:
        """Whether only routine fields changed, such as the day of the last review."""
        return bool(self.fields) and not self.telling

    @property
    def telling(self) -> tuple[FieldChange, ...]:
        """The changed fields that are not routine."""
        return tuple(
            field for field in self.fields if mark_named(self.folder, field.name, Routine) is None
        )

    def field(self, name: str) -> FieldChange | None:
        """Return the change of a field, or None."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True)
class Comparison:
    """All changes from one edition to another."""

    old: str
    """The label of the older one: `edition 2.1`."""
    new: str
    old_day: date | None
    """The day of the older one, or None if it is not known."""
    changes: tuple[Change, ...]
    """The changed records, sorted by kind and id."""
    silent: tuple[str, ...] = ()
    """The folders of kinds that one side does not have, and that are not compared."""

    def __bool__(self) -> bool:
        return bool(self.changes)

    def of(self, key: str) -> Change | None:
        """Return the change of a record, or None."""
        return next((change for change in self.changes if change.key == key), None)

    def only(self, kept: Collection[tuple[str, str]]) -> "Comparison":
        """Return a comparison with these changes only, given as (folder, id)."""
        changes = tuple(change for change in self.changes if (change.folder, change.key) in kept)
        return replace(self, changes=changes)

    def by_kind(self) -> dict[str, list[Change]]:
        """Return the changes by folder of the kind."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.folder, []).append(change)
        return found

    def substantial(self, folder: str) -> list[Change]:
        """Return the changes of a kind that are not routine."""
        return [change for change in self.changes if change.folder == folder and not change.routine]

    def again(self, folder: str) -> list[Change]:
        """Return the routine changes of a kind."""
        return [change for change in self.changes if change.folder == folder and change.routine]

    def having(self, sort: str) -> int:
        """Return the number of changes of a sort, without routine changes."""
        return sum(change.kind == sort and not change.routine for change in self.changes)
