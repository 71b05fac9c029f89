"""Receipts of what was read: what one comes to, and whether it is still as it was given."""

import hashlib
import json

from .fingerprint import current, is_of
from .manual import Manual
from .model import Controlled
from .model.acknowledgement import Acknowledgement


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
    return manual.withheld.fingerprints.get(record.key) or current(record)


def contents_of(record: Controlled, version: str) -> set[str]:
    """Return the fingerprints that a version has or had, as far as they are known."""
    known = {one.fingerprint for one in record.revisions if one.version == version}
    found = {one for one in known if one}
    if version == record.version and not found:
        found.add(current(record))
    return found


def is_content_of(record: Controlled, version: str, recorded: str) -> bool:
    """Return whether a recorded fingerprint is of a version, as far as that can be told."""
    known = contents_of(record, version)
    if not known or recorded in known:
        return True
    # The same words have another number by the rule of today than by the former one.
    return version == record.version and current(record) in known and is_of(record, recorded)


def was_read(manual: Manual, receipt: Acknowledgement) -> Controlled | None:
    """Return the document that a receipt is of."""
    record = manual.find(receipt.record)
    return record if isinstance(record, Controlled) else None
