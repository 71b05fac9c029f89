"""What the staff edition withholds. This package alone decides it, for every output.

A redaction works on the plain values of records, as `downloads/manual.json` has them. So the same
code redacts the current manual and previous editions, whatever kinds and fields they have.
`checks/_redacted_manual.py` makes the manual for staff from redacted values.
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
"""The text in prose for a person whose name is withheld."""
WHOLE = {"people": "names", "acknowledgements": "acknowledgements"}
"""Kinds whose records are all withheld, with the topic that withholds them."""
PARTLY = {"actions": "findings"}
"""Kinds of which some records are withheld, with the topic."""
_WITH_NAMES = frozenset({"addresses", "acknowledgements", "competences", "findings"})
"""Topics that are withheld along with names, because they are about single people."""
_OF_PERSON = {"addresses": ("email",), "competences": ("joined", "competences", "courses")}
"""The fields of a person that are withheld, by topic."""
_SHORTFALL = {"people", "roles", "competences", "courses"}
"""An open action about one of these shows that a person lacks a competence."""
_FORMER_NOTE = "What is still open of its findings is shown in the edition for auditors."
"""The text of a redacted audit in editions published by earlier versions."""


@dataclass(frozen=True)
class Redaction:
    """What is withheld from a set of records."""

    topics: frozenset[str] = frozenset()
    """The topics of the setting `withhold`, and the topics that they imply."""
    records: frozenset[Key] = frozenset()
    """Records that are withheld completely."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The text in prose for each id or name of such a record: `an action`."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Withheld addresses, with the id of the person."""
    findings: frozenset[Key] = frozenset()
    """Withheld audit findings: (id of the audit, number of the finding)."""

    def __or__(self, other: "Redaction") -> "Redaction":
        """Return the union of two redactions."""
        return Redaction(
            self.topics | other.topics,
            self.records | other.records,
            {**other.names, **self.names},
            {**other.addresses, **self.addresses},
            self.findings | other.findings,
        )

    def spoken(self, mention: Mention) -> str | None:
        """Return the text that replaces a mention, or None if its record is not withheld."""
        words = self.names.get(mention.target)
        return mention.words or words if words and words != PERSON else words


NOTHING = Redaction()


def topics_of(withhold: Collection[str]) -> frozenset[str]:
    """Return the topics that a value of the setting `withhold` withholds."""
    return frozenset(withhold) | (_WITH_NAMES if "names" in withhold else frozenset())


def redact(
    records: Records, topics: Collection[str], also: Redaction = NOTHING
) -> tuple[Records, Redaction]:
    """Return the records without what is withheld, and the redaction.

    `also` is withheld too, such as what another edition withholds. Records that lose nothing are
    the same objects as before. Redaction is idempotent.
    """
    decided = _decide(records, topics_of(topics)) | also
    while True:
        left, vanished = _apply(records, decided)
        if not vanished:
            return left, decided
        # Records that referred to them are redacted in turn.
        decided = decided | _withhold(records, vanished)


def _decide(records: Records, topics: frozenset[str]) -> Redaction:
    """Return the redaction of some records by topics."""
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
    return Redaction(topics, addresses=addresses, findings=findings) | _withhold(records, gone)


def _withhold(records: Records, gone: Collection[Key]) -> Redaction:
    """Return the redaction that withholds these records and their names."""
    known = kinds()
    names: dict[str, str] = {}
    for folder, key in sorted(gone):
        kind = known[folder].name if folder in known else "record"
        words = PERSON if folder == "people" else f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
        names |= dict.fromkeys(_names(folder, key, records[folder][key]), words)
    return Redaction(records=frozenset(gone), names=names)


def _names(folder: str, key: str, values: Values) -> list[str]:
    """Return all names by which other records may refer to a record."""
    several = [key, *texts_in(values.get("aliases"))]
    if folder == "people":
        several += texts_in([values.get("title"), values.get("email")])
    return several


def _addresses(person: Values) -> list[str]:
    several = texts_in([person.get("email"), *texts_in(person.get("aliases"))])
    return [name for name in several if "@" in name]


def _by_name(records: Records) -> dict[str, Key]:
    """Return the records by name; an id takes precedence over any other name."""
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
    """Yield the open actions that would reveal a finding."""
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
    """Yield the findings of audits that are not closed by their actions, or have none."""
    done = {
        ("actions", id) for id, action in records.get("actions", {}).items() if not _is_open(action)
    }
    for id, audit in records.get("audits", {}).items():
        for finding in groups(audit.get("findings")):
            actions = texts_in(finding.get("actions"))
            is_closed = all(named.get(name) in done for name in actions)
            if not is_closed or (not actions and finding.get("grade") != "good practice"):
                yield id, str(finding.get("number"))


def _apply(records: Records, decided: Redaction) -> tuple[Records, set[Key]]:
    """Return the redacted records, and the records that are no longer valid after that."""
    ids = {key for folder, several in records.items() for key in several}
    kept_ids = ids - {key for _, key in decided.records}
    names = {name: words for name, words in decided.names.items() if name not in kept_ids}
    found: dict[str, dict[str, Values]] = {}
    vanished: set[Key] = set()
    for folder, several in records.items():
        found[folder] = {}
        for key, values in several.items():
            if (folder, key) in decided.records:
                continue
            less = _without_fields(folder, key, values, decided)
            left = without_names(
                folder, less, names, decided.addresses, _prose_rewriter(decided, names)
            )
            if left is None:
                vanished.add((folder, key))
            else:
                id = str(left.get("id")) if left.get("id") != values.get("id") else key
                found[folder][key if id in found[folder] else id] = left
    return found, vanished


def _prose_rewriter(decided: Redaction, names: Mapping[str, str]) -> Any:
    """Return the function that redacts prose."""

    def spoken(mention: Mention) -> str:
        if mention.target in names:
            return decided.spoken(mention) or ""
        if mention.target in decided.addresses:
            words = f"|{mention.words}" if mention.words else ""
            return f"[[{decided.addresses[mention.target]}{words}]]"
        return mention.written

    return lambda text: replace_mentions(text, spoken) if "[[" in text else text


def _without_fields(folder: str, key: str, values: Values, decided: Redaction) -> Values:
    """Return a record without its withheld fields."""
    if folder == "people":
        return _person_without_fields(values, decided.topics)
    if folder == "audits" and "findings" in decided.topics:
        return _audit_without_findings(key, values, decided)
    if folder == "acknowledgements" and decided.addresses:
        return _acknowledgement_without_address(values, decided.addresses)
    return values


def _person_without_fields(person: Values, topics: frozenset[str]) -> Values:
    gone = {name for topic, names in _OF_PERSON.items() if topic in topics for name in names}
    if not gone:
        return person
    # The meaning of a field that no longer exists is unknown, so it is left out.
    known = kinds()["people"].model_fields
    left = {name: value for name, value in person.items() if name in known and name not in gone}
    if "addresses" in topics and left.get("aliases"):
        addresses = _addresses(person)
        left["aliases"] = [name for name in texts_in(left["aliases"]) if name not in addresses]
    return {name: value for name, value in left.items() if name != "aliases" or value}


def _audit_without_findings(id: str, audit: Values, decided: Redaction) -> Values:
    """Return an audit without its open findings, and without prose that may reveal them."""
    found = groups(audit.get("findings"))
    shown = [
        finding for finding in found if (id, str(finding.get("number"))) not in decided.findings
    ]
    gone = set()
    if len(shown) < len(found):
        gone = {"text"} | (set(audit) - set(kinds()["audits"].model_fields))
    elif audit.get("text") == _FORMER_NOTE:
        gone = {"text"}
    if not gone:
        return audit
    left = {name: value for name, value in audit.items() if name not in gone}
    return left | ({"findings": shown} if "findings" in left else {})


def _acknowledgement_without_address(values: Values, addresses: Mapping[str, str]) -> Values:
    """Return an acknowledgement whose id and title do not contain an address."""
    address = values.get("person")
    if not isinstance(address, str) or address not in addresses:
        return values
    # The checksum includes the address.
    left = {name: value for name, value in values.items() if name != "checksum"}
    id = addresses[address]
    for name in ("id", "title"):
        text = str(left.get(name, "")).replace(address, id)
        left[name] = text.replace(slug(address).lower(), slug(id).lower())
    return left


def texts_in(value: Any) -> list[str]:
    """Return the texts in a list; an empty list for any other value."""
    several = value if isinstance(value, list) else []
    return [text for text in several if isinstance(text, str) and text]


def groups(value: Any) -> list[Values]:
    """Return the groups of fields in a list; an empty list for any other value."""
    return [group for group in value if isinstance(group, dict)] if isinstance(value, list) else []
