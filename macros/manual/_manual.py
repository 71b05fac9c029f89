"""The manual: every record, and the links between them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from ..diagnostics import Finding, Location
from ..loading.records import Loaded, SourceMap, gc_paused, load
from ..loading.settings import Settings
from ..model import Entity, FieldPath, Prose, Reference, kinds, marked_values, marked_values_in
from ..model._lookalikes import compose_accents
from ..model._mentions import Mention, find_mentions
from ..model.organisation import Organisation
from ._withheld import NOT_SHOWN, Withheld
from .names import records_by_name, same_name
from .order import sort_records
from .redaction import PARTLY, WHOLE

E = TypeVar("E", bound=Entity)
_NO_KINDS = Reference()


class RecordLink(NamedTuple):
    """A reference from one record to another, in a field or in prose."""

    origin: Entity
    field_path: FieldPath
    """The path to the field of `origin` that has the reference."""
    name: str
    """The id or alias as it was written."""
    wanted: Reference
    """The kinds that the field allows."""
    target: Entity | None
    """The record of that name, or None if there is none."""
    mention: Mention | None = None
    """The `[[...]]` in prose; None for a reference in a field."""

    @property
    def field(self) -> str:
        """The name of the field that has the reference."""
        return str(self.field_path[0])


class Manual:
    """All records of a data folder. A manual does not change after it is loaded."""

    def __init__(self, loaded: Loaded, withheld: Withheld | None = None) -> None:
        self.withheld = withheld or Withheld()
        """What this edition leaves out; `manual.redaction` decides it."""
        self.settings: Settings = loaded.settings
        self.settings_source = loaded.settings_source
        self.letter_scheme = self.settings.letter_scheme
        self.synonyms = tuple(loaded.synonyms)
        """The words for search, each with its place."""
        self.folder = loaded.folder
        """The data folder, or None if the records come from somewhere else."""
        self.findings: tuple[Finding, ...] = tuple(loaded.findings)
        """Errors in the files themselves."""
        self.unreadable_ids = frozenset(loaded.unreadable_ids)
        """Ids of records that could not be read."""
        self.unreadable_kinds = frozenset(loaded.unreadable_kinds)
        """Folders of the kinds that have records whose ids could not be read."""
        self.unreadable_places = tuple(loaded.unreadable_places)
        """The places of records that could not be read."""
        self.invalid_fields = MappingProxyType(loaded.invalid_fields)
        """Raw values of unreadable fields, by (key of the record, field)."""
        self.is_complete = loaded.is_complete
        """Whether every record could be read."""
        self.answers: dict[tuple[Any, ...], Any] = {}
        """What was worked out of it already, by the functions that are `per_manual`."""
        self._written: dict[str, tuple[Entity, SourceMap]] = {}
        self.duplicates: list[tuple[Entity, SourceMap]] = []
        """Records whose id is already used by another record."""
        for record, source in loaded.records:
            if record.key in self._written:
                self.duplicates.append((record, source))
            else:
                self._written[record.key] = (record, source)
        organisations = self.all(Organisation)
        self.organisation = organisations[0] if organisations else None
        self._standard = self.organisation.standard if self.organisation else "iso-42001"
        self.links = tuple(self._links())
        """Every reference from one record to another."""

    @classmethod
    def load(cls, folder: Path) -> "Manual":
        """Return the manual of a data folder; errors in its files are in `findings`."""
        with gc_paused():
            return cls(load(folder))

    @cached_property
    def uncertain(self) -> frozenset[str]:
        """The keys of records that unreadable fields may refer to."""
        words = (word for value in self.invalid_fields.values() for word in _texts(value))
        return frozenset(record.key for word in words if (record := self.find(word)) is not None)

    def may_be_unread(self, name: str, wanted: Reference) -> bool:
        """Return whether the record of a name may be among those that could not be read."""
        kinds_wanted = self.unreadable_kinds.intersection(wanted.folders or self.unreadable_kinds)
        return name in self.unreadable_ids or bool(kinds_wanted)

    def is_flawed(self, record: Entity) -> bool:
        """Return whether a field of a record could not be read."""
        return any(key == record.key for key, _ in self.invalid_fields)

    def withholds(self, topic: str) -> bool:
        """Return whether this edition withholds a topic."""
        return topic in self.withheld.topics

    def name_of(self, mention: Mention) -> str:
        """Return the text for a mention of a record that this edition does not have."""
        words = self.withheld.redaction.spoken(mention)
        return words if words is not None else mention.words or mention.target

    def withholds_kind(self, folder: str) -> bool:
        """Return whether this edition withholds some or all records of a kind."""
        return self.withholds((WHOLE | PARTLY).get(folder, ""))

    def unless_withheld(self, topics: str | tuple[str, ...], nothing: str) -> str:
        """Return the text of an empty table: `nothing`, or that its topics are withheld."""
        several = (topics,) if isinstance(topics, str) else topics
        return NOT_SHOWN if any(map(self.withholds, several)) else nothing

    @property
    def records(self) -> Iterator[tuple[Entity, SourceMap]]:
        """Every record with its source, in the order of reading."""
        return iter(self._written.values())

    @property
    def entities(self) -> Iterator[Entity]:
        """Every record, in the order of reading."""
        return (record for record, _ in self._written.values())

    @cached_property
    def day(self) -> date:
        """The day on which due dates are judged."""
        return self.settings.day()

    def all(self, kind: type[E]) -> list[E]:
        """Return the records of a kind, sorted by id: `PRO-9` before `PRO-10`."""
        return self._by_kind.get(kind.folder, [])  # type: ignore[return-value]  # by folder means by kind

    @cached_property
    def _by_kind(self) -> dict[str, list[Entity]]:
        known = kinds()
        found: dict[str, list[Entity]] = {folder: [] for folder in known}
        for record in self.entities:
            found[record.folder].append(record)
        for folder, records in found.items():
            if not known[folder].nested_in:  # The order of a standard is that of its file.
                found[folder] = sort_records(records)
        return found

    @cached_property
    def _rank(self) -> dict[str, int]:
        """The position of each record among the records of its kind, by key."""
        return {
            record.key: rank
            for records in self._by_kind.values()
            for rank, record in enumerate(records)
        }

    def __getitem__(self, name: str) -> Entity:
        """Return the record that `find` returns.

        Raises:
            KeyError: No record has this name.
        """
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        return found

    def find(self, name: str) -> Entity | None:
        """Return a record by its id, its number in the own standard or its alias, or None."""
        return self._by_name.get(compose_accents(name))

    @cached_property
    def _by_name(self) -> dict[str, Entity]:
        found: dict[str, Entity] = {}
        for record in self.entities:
            found |= {compose_accents(name): record for name in record.other_names}
        # An ambiguous name finds no record.
        found = {
            name: record for name, record in found.items() if len(self.records_named(name)) == 1
        }
        for address, id in self.withheld.redaction.addresses.items():
            if id in self._written:  # Pages in `docs/` may refer to people by address.
                found.setdefault(address, self._written[id][0])
        # An id takes precedence over a number of the standard, and that over an alias.
        standard = self._written.get(self._standard, (found.get(self._standard), None))[0]
        own = f"{standard.key if standard else self._standard}:"
        found |= {
            record.key[len(own) :]: record for record in self.entities if record.key.startswith(own)
        }
        return found | {key: record for key, (record, _) in self._written.items()}

    @cached_property
    def _bearers(self) -> dict[str, dict[str, Entity]]:
        return records_by_name(self.entities)

    def records_named(self, name: str) -> list[Entity]:
        """Return the records that have this name besides their id, ignoring case."""
        return [*self._bearers.get(same_name(name), {}).values()]

    def records_sharing(self, name: str) -> list[Entity]:
        """Return the records that share an ambiguous name; an empty list if it is unique."""
        return [] if self.find(name) else self.records_named(name)

    def _links(self) -> Iterator[RecordLink]:
        find = self._by_name.get
        for record in self.entities:
            for field_path, wanted, name in marked_values(record, Reference):
                yield RecordLink(record, field_path, name, wanted, find(name))
            for field_path, _, text in marked_values(record, Prose):
                for mention in find_mentions(text) if "[[" in text else ():
                    name = compose_accents(mention.target)
                    yield RecordLink(record, field_path, name, _NO_KINDS, find(name), mention)

    def unreadable_links(self) -> Iterator[RecordLink]:
        """Yield the references in fields that could not be read."""
        twice = {record.key for record, _ in self.duplicates}
        for (key, field), value in self.invalid_fields.items():
            if key in twice:  # The value may belong to the other record of this id.
                continue
            record = self._written[key][0]
            for field_path, wanted, name in marked_values_in(type(record), field, value, Reference):
                yield RecordLink(record, field_path, name, wanted, self.find(name))

    @cached_property
    def _backlinks(self) -> dict[str, list[RecordLink]]:
        # Group by identity first: computing the key of each of 100,000 links takes longer.
        found: defaultdict[int, list[RecordLink]] = defaultdict(list)
        for link in self.links:
            found[id(link.target)].append(link)
        found.pop(id(None), None)
        return {several[0].target.key: several for several in found.values() if several[0].target}

    def backlinks(self, record: Entity) -> list[RecordLink]:
        """Return the references to a record."""
        return self._backlinks.get(record.key, [])

    def referrers(self, record: Entity, kind: type[E], *fields: str) -> list[E]:
        """Return the records of a kind that refer to this one in these fields (default: any)."""
        found = {
            link.origin.key: link.origin
            for link in self.backlinks(record)
            if isinstance(link.origin, kind)
            and (link.field in fields if fields else link.mention is None)
        }
        return sorted(found.values(), key=lambda record: self._rank[record.key])

    def references(self, record: Entity, kind: type[E], field: str = "") -> list[E]:
        """Return the records of a kind that this one refers to in a field (default: any)."""
        found: dict[str, E] = {}
        for field_path, _, name in marked_values(record, Reference):
            target = self.find(name)
            if isinstance(target, kind) and (not field or field_path[0] == field):
                found.setdefault(target.key, target)
        return list(found.values())

    def source(self, record: Entity) -> SourceMap:
        """Return the source of a record.

        Raises:
            KeyError: The record is not part of this manual.
        """
        return self._written[record.key][1]

    def locate(self, record: Entity, *field_path: str | int) -> Location:
        """Return the place of a record, or of the field at a path.

        Raises:
            KeyError: The record is not part of this manual.
        """
        return self.source(record).locate(*field_path)


def _texts(value: Any) -> Iterator[str]:
    """Yield every string within a raw value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
