"""Receipts of acknowledgements: their checksums, and their import into the data."""

import re
from dataclasses import dataclass

from ..diagnostics import INVISIBLE, quote_excerpt
from ..loading.acknowledgement_files import ReceivedAcknowledgement
from ..loading.acknowledgement_times import possible_days
from ..model import Controlled
from ..model.acknowledgement import SIGNED, Acknowledgement, checksum_of
from ..model.person import Person
from ._manual import Manual
from .fingerprint import current_fingerprint, matches
from .names import same_name

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_LONGEST_NAME = 200


def checksum(receipt: Acknowledgement) -> str:
    """Return the SHA-256 checksum of a receipt."""
    given = receipt.model_dump(mode="json", include=set(SIGNED))
    return checksum_of({name: value or "" for name, value in given.items()})


def is_altered(receipt: Acknowledgement) -> bool:
    """Return whether a receipt was changed after it was given."""
    return receipt.checksum is not None and receipt.checksum != checksum(receipt)


def content_of(manual: Manual, record: Controlled) -> str:
    """Return the fingerprint of the whole document, even if this edition shows only a part."""
    return manual.withheld.fingerprints.get(record.key) or current_fingerprint(record)


def contents_of(record: Controlled, version: str) -> set[str]:
    """Return the known fingerprints of a version of a document."""
    known = {revision.fingerprint for revision in record.revisions if revision.version == version}
    found = {fingerprint for fingerprint in known if fingerprint}
    if version == record.version and not found:
        found.add(current_fingerprint(record))
    return found


def is_content_of(record: Controlled, version: str, recorded: str) -> bool:
    """Return whether a fingerprint belongs to a version; true if none is known for it."""
    known = contents_of(record, version)
    if not known or recorded in known:
        return True
    # The same words have another fingerprint by the current rule than by the former one.
    return (
        version == record.version
        and current_fingerprint(record) in known
        and matches(record, recorded)
    )


def has_read(manual: Manual, receipt: Acknowledgement) -> Controlled | None:
    """Return the document that a receipt acknowledges, or None if it does not exist."""
    record = manual.find(receipt.record)
    return record if isinstance(record, Controlled) else None


@dataclass(frozen=True)
class ResolvedReceipt:
    """A receipt as it is stored in the data, or the reason why it cannot be."""

    values: dict[str, str]
    wrong: str = ""
    hint: str = ""
    is_newcomer: bool = False
    """Whether the manual does not have the person."""


def resolve(manual: Manual, receipt: ReceivedAcknowledgement) -> ResolvedReceipt:
    """Return a receipt with the id of the person, a day and the version of the document.

    A receipt with a checksum is not changed.
    """
    values = dict(receipt.values)
    if receipt.wrong:
        return ResolvedReceipt(values, receipt.wrong, "Ask the reader to send it again.")
    bearers = _people(manual, values.get("person", ""))
    if len(bearers) > 1:
        ids = " and ".join(bearer.id for bearer in bearers)
        person = quote_excerpt(values["person"])
        message = f"person: {person} is a name of more than one record: {ids}"
        either = " or ".join(bearer.id for bearer in bearers)
        return ResolvedReceipt(values, message, f"Write the id of one of them: {either}.")
    is_newcomer = not bearers and _can_be_added(manual, values.get("person", ""))
    if "checksum" in values:
        return ResolvedReceipt(values, is_newcomer=is_newcomer)
    if bearers and manual.find(values["person"]) is None:
        values["person"] = bearers[0].id
    days = possible_days(values.get("on", ""), receipt.month_first)
    if len(days) > 1:
        either = " or ".join(day.isoformat() for day in days)
        message = f"on: {quote_excerpt(values['on'])} can mean two days"
        return ResolvedReceipt(values, message, f"Write year, month and day: {either}.")
    values |= {"on": days[0].isoformat()} if days else {}
    return ResolvedReceipt(values | _version(manual, values), is_newcomer=is_newcomer)


def _can_be_added(manual: Manual, name: str) -> bool:
    """Return whether a name is unknown, and can be that of a new person."""
    plain = 0 < len(name) <= _LONGEST_NAME and not INVISIBLE.search(name)
    return plain and manual.find(name) is None


def _people(manual: Manual, name: str) -> list[Person]:
    """Return the people whose id, name or address is `name`, ignoring case."""
    if isinstance(exact := manual.find(name), Person) and exact.id == name:
        return [exact]
    found = {record.key: record for record in manual.records_named(name)}
    found |= {
        person.key: person
        for person in manual.all(Person)
        if same_name(person.id) == same_name(name)
    }
    return [record for record in found.values() if isinstance(record, Person)]


def _version(manual: Manual, values: dict[str, str]) -> dict[str, str]:
    """Return the version as the document has it: a spreadsheet takes 3.0 for a number, 3."""
    record, given = manual.find(values.get("record", "")), values.get("version", "")
    if not isinstance(record, Controlled):
        return {}
    known = {record.version, *(revision.version for revision in record.revisions)} - {None}
    if given in known or not _NUMBER.fullmatch(given):
        return {}
    same = [
        version
        for version in known
        if version and _NUMBER.fullmatch(version) and float(version) == float(given)
    ]
    return {"version": same[0]} if len(same) == 1 else {}
