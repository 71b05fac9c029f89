"""Two editions from one source: the manual for staff does not hold what is for the auditor only.

It is made once, after the checks have run, and everything else is drawn from it: so pages, search,
downloads and the PDF cannot show what it does not hold.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import ValidationError

from . import checks, health
from .findings import Finding, Location
from .fingerprint import current
from .loading import Loaded, Source
from .manual import NOT_SHOWN, Manual, Withheld
from .model import Controlled, Entity, Path, Prose, Reference, marked, slug
from .model.acknowledgement import Acknowledgement
from .model.action import Action
from .model.applicability import Applicability
from .model.audit import Audit, AuditFinding
from .model.person import Person
from .prose import Mention, mentions, replace_mentions

E = TypeVar("E", bound=Entity)


def disclosed(manual: Manual) -> Manual:
    """Return the manual as those may see it for whom it is built."""
    topics = _topics(manual)
    if not topics:
        return manual
    withheld = [record for record in manual.entities if _is_withheld(manual, record, topics)]
    loaded = Loaded(settings=manual.settings, settings_source=manual.settings_source)
    loaded.folder = manual.folder
    loaded.flawed, loaded.unread, loaded.whole = (
        dict.fromkeys(manual.flawed),
        set(manual.unread),
        manual.whole,
    )
    spoken_for = _addresses(manual) if "addresses" in topics else {}
    loaded.records = [
        (_without_addresses(record, spoken_for) if spoken_for else record, source)
        for record, source in _records(manual, topics, {record.key for record in withheld})
    ]
    # Also what is no record any more without what it names of what is withheld.
    kept = {record.key for record, _ in loaded.records}
    names = frozenset(
        name
        for record in manual.entities
        if record.key not in kept
        for name in (record.id, record.key, *record.other_names)
    )
    fingerprints = {
        record.key: current(manual[record.key])  # type: ignore[arg-type]  # of the same kind
        for record, _ in loaded.records
        if isinstance(record, Controlled) and record is not manual[record.key]
    }
    told = tuple(_unaddressed(one, spoken_for) for one in _told(manual, topics, names))
    shown = frozenset(
        record.key
        for record, _ in loaded.records
        if isinstance(record, Applicability) and record.evidence != manual[record.key].evidence  # type: ignore[attr-defined]  # the same
    )
    return Manual(loaded, Withheld(topics, names, told, fingerprints, shown))


def _topics(manual: Manual) -> frozenset[str]:
    """Return what is withheld; without names, whatever tells of single people is withheld too."""
    if manual.settings.shown_to() == "auditor":
        return frozenset()
    topics: set[str] = set(manual.settings.withhold)
    if "names" in topics:
        topics |= {"addresses", "acknowledgements", "competences", "findings"}
    return frozenset(topics)


def _is_withheld(manual: Manual, record: Entity, topics: frozenset[str]) -> bool:
    """Return whether a record as a whole is withheld."""
    if isinstance(record, Acknowledgement):
        return "acknowledgements" in topics
    if isinstance(record, Person):
        return "names" in topics
    return "findings" in topics and isinstance(record, Action) and _answers_finding(manual, record)


def _answers_finding(manual: Manual, action: Action) -> bool:
    """Return whether an action under way puts right what is wrong: it says so in other words."""
    if not action.is_open:
        return False
    of_audit = any(
        isinstance(link.origin, Audit) and link.field == "findings" and link.mention is None
        for link in manual.links_to(action)
    )
    return action.type == "nonconformity" or of_audit or _is_about_a_gap(manual, action)


def _is_about_a_gap(manual: Manual, action: Action) -> bool:
    about = {found.key for name in action.about if (found := manual.find(name)) is not None}
    return any(
        finding.record in about and _topic(finding) == "competences"
        for finding in health.findings(manual)
    )


def _records(
    manual: Manual, topics: frozenset[str], withheld: set[str]
) -> Iterator[tuple[Entity, Source]]:
    """Yield what is left of each record, with where it was written."""
    naming = {
        link.origin.key for link in manual.links if link.target and link.target.key in withheld
    }
    for record, source in manual.records:
        if record.key in withheld:
            continue
        left: Entity | None = record
        if record.key in naming:
            left = _without_names(manual, record, withheld)
        if isinstance(left, Person):
            left = _less_of_person(left, topics)
        elif isinstance(left, Audit) and "findings" in topics:
            left = _less_of_audit(manual, left)
        if left is not None:
            yield left, source


def _less_of_person(person: Person, topics: frozenset[str]) -> Person:
    less: dict[str, Any] = {}
    if "addresses" in topics:
        known = _addresses_of(person)
        less["email"] = None
        less["aliases"] = tuple(name for name in person.aliases if name not in known)
    if "competences" in topics:
        less |= {"joined": None, "competences": (), "courses": ()}
    return _less(person, less)


def _less_of_audit(manual: Manual, audit: Audit) -> Audit:
    """Return an audit without what is open of its findings and its words; it says there is more."""
    closed = tuple(one for one in audit.findings if not _is_open(manual, one))
    more = "What is still open of its findings is shown in the edition for auditors."
    less = {"findings": closed, "text": more}
    return audit if closed == audit.findings else _less(audit, less)


def _less(record: E, fields: dict[str, Any]) -> E:
    """Return a record without some fields, as if nobody had written them."""
    left = record.model_copy(update=fields)
    left.__pydantic_fields_set__ -= {name for name, value in fields.items() if not value}
    return left


def _is_open(manual: Manual, finding: AuditFinding) -> bool:
    actions = [manual.find(name) for name in finding.actions]
    if not actions:
        return finding.grade != "good practice"
    return any(not isinstance(one, Action) or one.is_open for one in actions)


def _without_names(manual: Manual, record: Entity, withheld: set[str]) -> Entity | None:
    """Return a record that names nothing withheld, or nothing where it is then no record."""
    values = record.model_dump(by_alias=True, exclude_unset=True)
    for way, _, text in marked(record, Prose):
        if any(_leads_to(manual, mention.target, withheld) for mention in mentions(text)):
            _put(values, way, _spoken(manual, text, withheld))
    naming = [
        way for way, _, name in marked(record, Reference) if _leads_to(manual, name, withheld)
    ]
    for way in reversed(naming):  # From the last to the first: each still stands where it stood.
        _drop(values, way)
    while True:
        try:
            return type(record).model_validate(values)
        except ValidationError as error:
            # What is nothing without the name goes, an item of evidence say, not all around it.
            if not (items := _items(error)):
                return None
            for way in sorted(items, key=_in_order, reverse=True):
                _drop(values, way)


def _in_order(way: Path) -> tuple[str, ...]:
    return tuple(str(step).zfill(9) for step in way)


def _items(error: ValidationError) -> set[Path]:
    """Return the items of lists that are not right."""
    ways = [one["loc"] for one in error.errors()]
    lasts = [
        max((n for n, step in enumerate(way) if isinstance(step, int)), default=-1) for way in ways
    ]
    return {way[: last + 1] for way, last in zip(ways, lasts, strict=True) if last >= 0}


def _addresses(manual: Manual) -> dict[str, str]:
    """Return the id of each person by the addresses that others may name them by."""
    return {name: one.id for one in manual.all(Person) for name in _addresses_of(one)}


def _addresses_of(person: Person) -> list[str]:
    return [name for name in (person.email, *person.aliases) if name and "@" in name]


def _without_addresses(record: E, ids: Mapping[str, str]) -> E:
    """Return a record that names people by their ids where it names them by their addresses."""
    named = [(way, ids[name]) for way, _, name in marked(record, Reference) if name in ids]
    prose = [
        (way, _readdressed(text, ids))
        for way, _, text in marked(record, Prose)
        if any(mention.target in ids for mention in mentions(text))
    ]
    if not named and not prose:
        return record
    values = record.model_dump(by_alias=True, exclude_unset=True)
    for way, value in [*named, *prose]:
        _put(values, way, value)
    if isinstance(record, Acknowledgement):
        # Its checksum is of the address; its id and title are made of it where nobody wrote them.
        values.pop("checksum", None)
        for name, made in record.made_names.items():
            if values.get(name) == made:
                del values[name]
    return type(record).model_validate(values)


def _readdressed(text: str, ids: Mapping[str, str]) -> str:
    def left(mention: Mention) -> str:
        words = f"|{mention.words}" if mention.words else ""
        found = ids.get(mention.target)
        return f"[[{found}{words}]]" if found else mention.written

    return replace_mentions(text, left)


def _unaddressed(finding: Finding, ids: Mapping[str, str]) -> Finding:
    """Return a finding that calls people by their ids where it calls them by their addresses."""
    message, hint, record = finding.message, finding.hint, finding.record
    for address, id in ids.items():
        # The second is how it stands in ids that are made of it.
        for name in (address, slug(address).lower()):
            message, hint, record = (one.replace(name, id) for one in (message, hint, record))
    return replace(finding, message=message, hint=hint, record=record)


def _leads_to(manual: Manual, name: str, keys: set[str]) -> bool:
    target = manual.find(name)
    return target is not None and target.key in keys


def _spoken(manual: Manual, text: str, withheld: set[str]) -> str:
    """Return prose in which what is withheld is no longer linked, nor a person named."""

    def left(mention: Mention) -> str:
        target = manual.find(mention.target)
        if target is None or target.key not in withheld:
            return mention.written
        return "somebody" if isinstance(target, Person) else mention.words or mention.target

    return replace_mentions(text, left)


def _around(values: Any, way: Path) -> Any:
    for step in way[:-1]:
        values = values[step]
    return values


def _put(values: Any, way: Path, value: Any) -> None:
    around = _around(values, way)
    if isinstance(around, tuple):
        _put(
            values, way[:-1], tuple(value if n == way[-1] else one for n, one in enumerate(around))
        )
    else:
        around[way[-1]] = value


def _drop(values: Any, way: Path) -> None:
    """Take away what stands at the end of a way."""
    around = _around(values, way)
    if isinstance(around, tuple):
        _put(values, way[:-1], tuple(one for n, one in enumerate(around) if n != way[-1]))
    else:
        around.pop(way[-1], None)


def _told(manual: Manual, topics: frozenset[str], names: frozenset[str]) -> tuple[Finding, ...]:
    """Return the findings as they may be told: those withheld count, and say nothing."""
    return tuple(
        Finding(Location("data"), NOT_SHOWN, level=one.level, challenge=one.challenge)
        if "findings" in topics or _topic(one) in topics or one.record in names
        else one
        for one in health.findings(manual)
    )


def _topic(finding: Finding) -> str:
    """Return what a finding tells of, by its rule."""
    return getattr(checks.rules().get(finding.rule), "TOPIC", "")
