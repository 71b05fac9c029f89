"""What the edition for staff withholds: the only place that decides it, for every output.

A redaction works on the plain values of records, as `downloads/manual.json` has them. So the same
code redacts the manual at hand and an edition published earlier, whatever kinds and fields it has.
`disclosure` makes the manual for staff of redacted values; everything else is drawn from that.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...model import kinds, slug
from ...model._mentions import Mention, replace_mentions
from ...model.action import OPEN
from ._values import without_names

Values = Mapping[str, Any]
"""The fields of a record as JSON has them."""
Records = Mapping[str, Mapping[str, Values]]
"""Records by the folder of their kind, then by key."""
Key = tuple[str, str]
"""The folder and the key of a record."""

PERSON = "somebody"
"""What prose says in place of a person whose name is withheld."""
WHOLE = {"people": "names", "acknowledgements": "acknowledgements"}
"""The kinds of which every record is withheld, and the topic by which it is."""
PARTLY = {"actions": "findings"}
"""The kinds of which some records are withheld."""
_WITH_NAMES = frozenset({"addresses", "acknowledgements", "competences", "findings"})
"""What is withheld along with names, because it is about single people."""
_OF_PERSON = {"addresses": ("email",), "competences": ("joined", "competences", "courses")}
"""The fields of a person that are withheld, by topic."""
_SHORTFALL = {"people", "roles", "competences", "courses"}
"""An open action about one of these says what somebody has yet to learn."""
_FORMER_NOTE = "What is still open of its findings is shown in the edition for auditors."
"""A text that editions published by earlier versions have in place of that of an audit."""


@dataclass(frozen=True)
class Redaction:
    """What is withheld of some records."""

    topics: frozenset[str] = frozenset()
    """The topics of the setting `withhold`, and those that follow from them."""
    records: frozenset[Key] = frozenset()
    """Records that are withheld as a whole."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What prose says in place of each id or other name of such a record: `an action`."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """The id of the person whose address it is, by each address that is withheld."""
    findings: frozenset[Key] = frozenset()
    """Audit findings that are withheld: the id of the audit, and the number of the finding."""

    def __or__(self, other: "Redaction") -> "Redaction":
        """Return what either of two withholds."""
        return Redaction(
            self.topics | other.topics,
            self.records | other.records,
            {**other.names, **self.names},
            {**other.addresses, **self.addresses},
            self.findings | other.findings,
        )

    def spoken(self, mention: Mention) -> str | None:
        """Return what prose says in place of a mention, or None where it names nothing withheld."""
        said = self.names.get(mention.target)
        return mention.words or said if said and said != PERSON else said


NOTHING = Redaction()


def topics_of(withhold: Collection[str]) -> frozenset[str]:
    """Return the topics that are withheld by a setting of `withhold`."""
    return frozenset(withhold) | (_WITH_NAMES if "names" in withhold else frozenset())


def redact(
    records: Records, topics: Collection[str], also: Redaction = NOTHING
) -> tuple[Records, Redaction]:
    """Return the records without what is withheld, and what that is.

    `also` is withheld as well, such as what another edition withholds. Records of which nothing is
    withheld are the same objects as before. To redact twice is as good as once.
    """
    decided = _decided(records, topics_of(topics)) | also
    while True:
        left, vanished = _left(records, decided)
        if not vanished:
            return left, decided
        # What named them is redacted in turn.
        decided = decided | _withheld(records, vanished)


def _decided(records: Records, topics: frozenset[str]) -> Redaction:
    """Return what is withheld of some records by these topics."""
    gone = {
        (folder, key)
        for folder, topic in WHOLE.items()
        for key in (records.get(folder, ()) if topic in topics else ())
    }
    findings: frozenset[Key] = frozenset()
    if "findings" in topics:
        named = _by_name(records)
        gone |= set(_actions(records, named))
        findings = frozenset(_open_findings(records, named))
    addresses = {
        address: key
        for key, person in (records.get("people", {}) if "addresses" in topics else {}).items()
        for address in _addresses(person)
    }
    return Redaction(topics, addresses=addresses, findings=findings) | _withheld(records, gone)


def _withheld(records: Records, gone: Collection[Key]) -> Redaction:
    """Return that these records are withheld, and their names with them."""
    known = kinds()
    names: dict[str, str] = {}
    for folder, key in sorted(gone):
        kind = known[folder].name if folder in known else "record"
        said = PERSON if folder == "people" else f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
        names |= dict.fromkeys(_names(folder, key, records[folder][key]), said)
    return Redaction(records=frozenset(gone), names=names)


def _names(folder: str, key: str, values: Values) -> list[str]:
    """Return the names by which others may call a record."""
    several = [key, *texts_in(values.get("aliases"))]
    if folder == "people":
        several += texts_in([values.get("title"), values.get("email")])
    return several


def _addresses(person: Values) -> list[str]:
    several = texts_in([person.get("email"), *texts_in(person.get("aliases"))])
    return [name for name in several if "@" in name]


def _by_name(records: Records) -> dict[str, Key]:
    """Return each record by its names; an id goes before any other name."""
    found: dict[str, Key] = {}
    for folder, several in records.items():
        for key, values in several.items():
            for name in _names(folder, key, values):
                found.setdefault(name, (folder, key))
    ids = ((key, (folder, key)) for folder, several in records.items() for key in several)
    return found | dict(ids)


def _is_open(action: Values) -> bool:
    return (action.get("state") or OPEN[0]) in OPEN


def _actions(records: Records, named: Mapping[str, Key]) -> Iterator[Key]:
    """Yield the open actions that say in other words what is wrong."""
    answering = {
        named.get(name)
        for audit in records.get("audits", {}).values()
        for finding in groups(audit.get("findings"))
        for name in texts_in(finding.get("actions"))
    }
    for id, action in records.get("actions", {}).items():
        about = {named[name][0] for name in texts_in(action.get("about")) if name in named}
        of_finding = ("actions", id) in answering or action.get("type") == "nonconformity"
        if _is_open(action) and (of_finding or about & _SHORTFALL):
            yield "actions", id


def _open_findings(records: Records, named: Mapping[str, Key]) -> Iterator[Key]:
    """Yield the findings of audits that are not closed: by their actions, or for want of any."""
    done = {
        ("actions", id) for id, action in records.get("actions", {}).items() if not _is_open(action)
    }
    for id, audit in records.get("audits", {}).items():
        for finding in groups(audit.get("findings")):
            actions = texts_in(finding.get("actions"))
            is_closed = all(named.get(name) in done for name in actions)
            if not is_closed or (not actions and finding.get("grade") != "good practice"):
                yield id, str(finding.get("number"))


def _left(records: Records, decided: Redaction) -> tuple[Records, set[Key]]:
    """Return what is left of the records, and which are then no records any more."""
    ids = {key for folder, several in records.items() for key in several}
    kept_ids = ids - {key for _, key in decided.records}
    names = {name: said for name, said in decided.names.items() if name not in kept_ids}
    found: dict[str, dict[str, Values]] = {}
    vanished: set[Key] = set()
    for folder, several in records.items():
        found[folder] = {}
        for key, values in several.items():
            if (folder, key) in decided.records:
                continue
            less = _less(folder, key, values, decided)
            left = without_names(folder, less, names, decided.addresses, _speaker(decided, names))
            if left is None:
                vanished.add((folder, key))
            else:
                id = str(left.get("id")) if left.get("id") != values.get("id") else key
                found[folder][key if id in found[folder] else id] = left
    return found, vanished


def _speaker(decided: Redaction, names: Mapping[str, str]) -> Any:
    """Return the function that rewrites prose."""

    def spoken(mention: Mention) -> str:
        if mention.target in names:
            return decided.spoken(mention) or ""
        if mention.target in decided.addresses:
            words = f"|{mention.words}" if mention.words else ""
            return f"[[{decided.addresses[mention.target]}{words}]]"
        return mention.written

    return lambda text: replace_mentions(text, spoken) if "[[" in text else text


def _less(folder: str, key: str, values: Values, decided: Redaction) -> Values:
    """Return a record without the fields of its own that are withheld."""
    if folder == "people":
        return _less_of_person(values, decided.topics)
    if folder == "audits" and "findings" in decided.topics:
        return _less_of_audit(key, values, decided)
    if folder == "acknowledgements" and decided.addresses:
        return _less_of_acknowledgement(values, decided.addresses)
    return values


def _less_of_person(person: Values, topics: frozenset[str]) -> Values:
    gone = {name for topic, names in _OF_PERSON.items() if topic in topics for name in names}
    if not gone:
        return person
    # What a field says that there is no more, nobody can tell: it may be any of this.
    known = kinds()["people"].model_fields
    left = {name: one for name, one in person.items() if name in known and name not in gone}
    if "addresses" in topics and left.get("aliases"):
        addresses = _addresses(person)
        left["aliases"] = [name for name in texts_in(left["aliases"]) if name not in addresses]
    return {name: one for name, one in left.items() if name != "aliases" or one}


def _less_of_audit(id: str, audit: Values, decided: Redaction) -> Values:
    """Return an audit without its open findings, and without prose that may tell of them."""
    found = groups(audit.get("findings"))
    told = [one for one in found if (id, str(one.get("number"))) not in decided.findings]
    gone = set()
    if len(told) < len(found):
        gone = {"text"} | (set(audit) - set(kinds()["audits"].model_fields))
    elif audit.get("text") == _FORMER_NOTE:
        gone = {"text"}
    if not gone:
        return audit
    left = {name: one for name, one in audit.items() if name not in gone}
    return left | ({"findings": told} if "findings" in left else {})


def _less_of_acknowledgement(values: Values, addresses: Mapping[str, str]) -> Values:
    """Return an acknowledgement whose id and title are not made of an address."""
    address = values.get("person")
    if not isinstance(address, str) or address not in addresses:
        return values
    # Its checksum is of the address.
    left = {name: one for name, one in values.items() if name != "checksum"}
    id = addresses[address]
    for name in ("id", "title"):
        text = str(left.get(name, "")).replace(address, id)
        left[name] = text.replace(slug(address).lower(), slug(id).lower())
    return left


def texts_in(value: Any) -> list[str]:
    """Return the texts in a list; none where it is no list."""
    several = value if isinstance(value, list) else []
    return [one for one in several if isinstance(one, str) and one]


def groups(value: Any) -> list[Values]:
    """Return the groups of fields in a list; none where it is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
