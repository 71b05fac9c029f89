"""The manual: every record, and how they hang together."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from ..diagnostics import Finding, Location
from ..loading.records import Loaded, SourceMap, gc_paused, load
from ..loading.settings import Settings
from ..model import Entity, Prose, Reference, kinds, marked_values, marked_values_in
from ..model import FieldPath as Way
from ..model._lookalikes import compose_accents
from ..model._mentions import Mention, find_mentions
from ..model.organisation import Organisation
from .names import records_by_name, same_name
from .order import sort_records
from .redaction import NOTHING, PARTLY, WHOLE, Redaction

E = TypeVar("E", bound=Entity)
_NO_KINDS = Reference()
NOT_SHOWN = "This is shown in the edition for auditors."
WITHHELD = "withheld"
"""What a cell says in place of what this edition does not show."""


class RecordLink(NamedTuple):
    """One record naming another, in a field or in its prose."""

    origin: Entity
    field_path: Way
    """The way to the field in the record that names the other."""
    name: str
    """What was written there."""
    wanted: Reference
    """Which kinds the field takes."""
    target: Entity | None
    """The record of that name, if there is one."""
    mention: Mention | None = None
    """The `[[...]]` it was written as, in prose."""

    @property
    def field(self) -> str:
        """The name of the field that holds it."""
        return str(self.field_path[0])


class Withheld(NamedTuple):
    """What an edition for staff leaves out."""

    redaction: Redaction = NOTHING
    """Which records, fields and items it does not hold."""
    findings: tuple[Finding, ...] = ()
    """The findings about the whole manual that it may tell."""
    fingerprints: Mapping[str, str] = MappingProxyType({})
    """What the content of each document comes to that it holds only in part, by its key."""
    shown: frozenset[str] = frozenset()
    """Controls, by the keys of their applicability, some evidence of which it does not hold."""

    @property
    def topics(self) -> frozenset[str]:
        """What it says nothing about: `acknowledgements`, `competences` ..."""
        return self.redaction.topics


class Manual:
    """All records of a data folder. Nothing in it changes once it is made."""

    def __init__(self, loaded: Loaded, withheld: Withheld | None = None) -> None:
        self.withheld = withheld or Withheld()
        """What this edition leaves out; `disclosure` says what and why."""
        self.settings: Settings = loaded.settings
        self.settings_source = loaded.settings_source
        self.folder = loaded.folder
        """The data folder it was read from, where it was read from one."""
        self.findings: tuple[Finding, ...] = tuple(loaded.findings)
        """What is wrong with the files themselves."""
        self.unreadable_ids = frozenset(loaded.unreadable_ids)
        """Ids of records that were written but could not be read."""
        self.unreadable_kinds = frozenset(loaded.unreadable_kinds)
        """The folders of the kinds of which there are records whose ids could not be read."""
        self.unreadable_places = tuple(loaded.unreadable_places)
        """Where records could not be read."""
        self.invalid_fields = MappingProxyType(loaded.invalid_fields)
        """What was written, by (key of a record, field), where it was left out as unreadable."""
        self.is_complete = loaded.is_complete
        """Whether every record could be read."""
        self.answers: dict[tuple[Any, ...], Any] = {}
        """What was worked out of it already, by the functions that are `per_manual`."""
        self._written: dict[str, tuple[Entity, SourceMap]] = {}
        self.duplicates: list[tuple[Entity, SourceMap]] = []
        """Records whose id another one bears already."""
        for record, source in loaded.records:
            if record.key in self._written:
                self.duplicates.append((record, source))
            else:
                self._written[record.key] = (record, source)
        organisations = self.all(Organisation)
        self.organisation = organisations[0] if organisations else None
        self._standard = self.organisation.standard if self.organisation else "iso-42001"
        self.links = tuple(self._links())
        """Every place where a record names another."""

    @classmethod
    def load(cls, folder: Path) -> "Manual":
        """Return the manual of a data folder; what is wrong with its files is in `findings`."""
        with gc_paused():
            return cls(load(folder))

    @cached_property
    def uncertain(self) -> frozenset[str]:
        """The keys of the records that what was left out may name: these may lack nothing."""
        words = (word for value in self.invalid_fields.values() for word in _texts(value))
        return frozenset(one.key for word in words if (one := self.find(word)) is not None)

    def may_be_unread(self, name: str, wanted: Reference) -> bool:
        """Return whether the record of a name may stand in what could not be read."""
        kinds_wanted = self.unreadable_kinds.intersection(wanted.folders or self.unreadable_kinds)
        return name in self.unreadable_ids or bool(kinds_wanted)

    def is_flawed(self, record: Entity) -> bool:
        """Return whether some field of a record could not be read, so that it is not whole."""
        return any(key == record.key for key, _ in self.invalid_fields)

    def withholds(self, topic: str) -> bool:
        """Return whether this edition says nothing about a topic."""
        return topic in self.withheld.topics

    def name_of(self, mention: Mention) -> str:
        """Return what prose says for a mention that leads to no record of this edition."""
        said = self.withheld.redaction.spoken(mention)
        return said if said is not None else mention.words or mention.target

    def withholds_kind(self, folder: str) -> bool:
        """Return whether this edition does not hold the records of a kind, or not all of them."""
        return self.withholds((WHOLE | PARTLY).get(folder, ""))

    def unless_withheld(self, topics: str | tuple[str, ...], nothing: str) -> str:
        """Return what an empty table says: that nothing is there, or that it is not shown here."""
        several = (topics,) if isinstance(topics, str) else topics
        return NOT_SHOWN if any(map(self.withholds, several)) else nothing

    @property
    def records(self) -> Iterator[tuple[Entity, SourceMap]]:
        """Every record with where it was written, in the order in which they were read."""
        return iter(self._written.values())

    @property
    def entities(self) -> Iterator[Entity]:
        """Every record, in the order in which they were read."""
        return (record for record, _ in self._written.values())

    @cached_property
    def day(self) -> date:
        """The day on which due dates are judged."""
        return self.settings.day()

    def all(self, kind: type[E]) -> list[E]:
        """Return the records of one kind: in the order of their ids, `PRO-9` before `PRO-10`."""
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
        """The place of each record among those of its kind."""
        return {one.key: rank for kind in self._by_kind.values() for rank, one in enumerate(kind)}

    def __getitem__(self, name: str) -> Entity:
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        return found

    def find(self, name: str) -> Entity | None:
        """Return the record of that id, of that number in the manual's own standard, or alias."""
        return self._by_name.get(compose_accents(name))

    @cached_property
    def _by_name(self) -> dict[str, Entity]:
        found: dict[str, Entity] = {}
        for record in self.entities:
            found |= {compose_accents(name): record for name in record.other_names}
        # A name of two records names neither.
        found = {name: one for name, one in found.items() if len(self.records_named(name)) == 1}
        for address, id in self.withheld.redaction.addresses.items():
            if id in self._written:  # A page that somebody wrote may name them by it.
                found.setdefault(address, self._written[id][0])
        # An id goes before a number of the standard, and that before an alias.
        standard = self._written.get(self._standard, (found.get(self._standard), None))[0]
        own = f"{standard.key if standard else self._standard}:"
        found |= {one.key[len(own) :]: one for one in self.entities if one.key.startswith(own)}
        return found | {key: record for key, (record, _) in self._written.items()}

    @cached_property
    def _bearers(self) -> dict[str, dict[str, Entity]]:
        return records_by_name(self.entities)

    def records_named(self, name: str) -> list[Entity]:
        """Return the records of which this is a name besides the id, whatever its case."""
        return [*self._bearers.get(same_name(name), {}).values()]

    def records_sharing(self, name: str) -> list[Entity]:
        """Return the records of a name that names none of them, as it is not one record's alone."""
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
        """Yield where a record names another in a field that was left out as unreadable."""
        twice = {record.key for record, _ in self.duplicates}
        for (key, field), value in self.invalid_fields.items():
            if key in twice:  # It may be of the other record of this id.
                continue
            record = self._written[key][0]
            for field_path, wanted, name in marked_values_in(type(record), field, value, Reference):
                yield RecordLink(record, field_path, name, wanted, self.find(name))

    @cached_property
    def _backlinks(self) -> dict[str, list[RecordLink]]:
        # By the record itself first: asking each of a hundred thousand for its key takes longer.
        found: defaultdict[int, list[RecordLink]] = defaultdict(list)
        for link in self.links:
            found[id(link.target)].append(link)
        found.pop(id(None), None)
        return {several[0].target.key: several for several in found.values() if several[0].target}

    def backlinks(self, record: Entity) -> list[RecordLink]:
        """Return each place where another record names this one."""
        return self._backlinks.get(record.key, [])

    def referrers(self, record: Entity, kind: type[E], *fields: str) -> list[E]:
        """Return the records of a kind that name this one in one of these fields, or in any."""
        found = {
            link.origin.key: link.origin
            for link in self.backlinks(record)
            if isinstance(link.origin, kind)
            and (link.field in fields if fields else link.mention is None)
        }
        return sorted(found.values(), key=lambda one: self._rank[one.key])

    def references(self, record: Entity, kind: type[E], field: str = "") -> list[E]:
        """Return the records of a kind that this one names in a field, or in any."""
        found: dict[str, E] = {}
        for field_path, _, name in marked_values(record, Reference):
            target = self.find(name)
            if isinstance(target, kind) and (not field or field_path[0] == field):
                found.setdefault(target.key, target)
        return list(found.values())

    def source(self, record: Entity) -> SourceMap:
        """Return where a record was written."""
        return self._written[record.key][1]

    def locate(self, record: Entity, *field_path: str | int) -> Location:
        """Return the place of a record, or of one of its fields."""
        return self.source(record).locate(*field_path)


def _texts(value: Any) -> Iterator[str]:
    """Yield every text within a value as it was read from a file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
