"""Receipts of what was read: what one comes to, and whether it is still as it was given."""

import hashlib
import json
import re
from dataclasses import dataclass

from ..diagnostics import quote_excerpt
from ..loading.acknowledgement_files import ReceivedAcknowledgement
from ..loading.acknowledgement_times import possible_days
from ..model import Controlled
from ..model.acknowledgement import Acknowledgement
from ..model.person import Person
from ._manual import Manual
from .fingerprint import current_fingerprint, matches
from .names import same_name

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


def checksum(receipt: Acknowledgement) -> str:
    """Return what a receipt comes to; `docs/assets/onboarding.js` works out the same."""
    said = [
        receipt.person,
        receipt.role or "",
        receipt.record,
        receipt.version,
        receipt.fingerprint or "",
        receipt.on.isoformat(),
    ]
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def is_altered(receipt: Acknowledgement) -> bool:
    """Return whether somebody changed a receipt after it was given."""
    return receipt.checksum is not None and receipt.checksum != checksum(receipt)


def content_of(manual: Manual, record: Controlled) -> str:
    """Return what the content of a document comes to, also where this edition holds only a part."""
    return manual.withheld.fingerprints.get(record.key) or current_fingerprint(record)


def contents_of(record: Controlled, version: str) -> set[str]:
    """Return the fingerprints that a version has or had, as far as they are known."""
    known = {one.fingerprint for one in record.revisions if one.version == version}
    found = {one for one in known if one}
    if version == record.version and not found:
        found.add(current_fingerprint(record))
    return found


def is_content_of(record: Controlled, version: str, recorded: str) -> bool:
    """Return whether a recorded fingerprint is of a version, as far as that can be told."""
    known = contents_of(record, version)
    if not known or recorded in known:
        return True
    # The same words have another number by the rule of today than by the former one.
    return (
        version == record.version
        and current_fingerprint(record) in known
        and matches(record, recorded)
    )


def has_read(manual: Manual, receipt: Acknowledgement) -> Controlled | None:
    """Return the document that a receipt is of."""
    record = manual.find(receipt.record)
    return record if isinstance(record, Controlled) else None


@dataclass(frozen=True)
class ResolvedReceipt:
    """A receipt as it goes into the data, or why it does not."""

    values: dict[str, str]
    wrong: str = ""
    hint: str = ""


def resolve(manual: Manual, one: ReceivedAcknowledgement) -> ResolvedReceipt:
    """Return a receipt with the person's id, a day instead of a moment, and the document's version.

    A receipt with a checksum stays as it was given.
    """
    values = dict(one.values)
    if one.wrong:
        return ResolvedReceipt(values, one.wrong, "Ask the reader for the receipt again.")
    bearers = _people(manual, values.get("person", ""))
    if len(bearers) > 1:
        ids = " and ".join(bearer.id for bearer in bearers)
        said = f"person: {quote_excerpt(values['person'])} is a name of more than one record: {ids}"
        either = " or ".join(bearer.id for bearer in bearers)
        return ResolvedReceipt(values, said, f"Write the id of one of them: {either}.")
    if "checksum" in values:
        return ResolvedReceipt(values)
    if bearers and manual.find(values["person"]) is None:
        values["person"] = bearers[0].id
    days = possible_days(values.get("on", ""), one.month_first)
    if len(days) > 1:
        either = " or ".join(day.isoformat() for day in days)
        said = f"on: {quote_excerpt(values['on'])} can mean two days"
        return ResolvedReceipt(values, said, f"Write year, month and day: {either}.")
    values |= {"on": days[0].isoformat()} if days else {}
    return ResolvedReceipt(values | _version(manual, values))


def _people(manual: Manual, name: str) -> list[Person]:
    """Return the people who may be meant by a name, an address or an id, whatever its case."""
    if isinstance(exact := manual.find(name), Person) and exact.id == name:
        return [exact]
    found = {one.key: one for one in manual.records_named(name)}
    found |= {one.key: one for one in manual.all(Person) if same_name(one.id) == same_name(name)}
    return [one for one in found.values() if isinstance(one, Person)]


def _version(manual: Manual, values: dict[str, str]) -> dict[str, str]:
    """Return the version as the document has it: a spreadsheet takes 3.0 for a number, 3."""
    record, given = manual.find(values.get("record", "")), values.get("version", "")
    if not isinstance(record, Controlled):
        return {}
    known = {record.version, *(revision.version for revision in record.revisions)} - {None}
    if given in known or not _NUMBER.fullmatch(given):
        return {}
    same = [one for one in known if one and _NUMBER.fullmatch(one) and float(one) == float(given)]
    return {"version": same[0]} if len(same) == 1 else {}
