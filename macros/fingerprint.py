"""A short number for the content of a controlled record: another content has another number."""

import hashlib
import json

from .model import Controlled

# What says who the record is and where it stands, not what it says.
NOT_CONTENT = {
    "id",
    "aliases",
    "version",
    "status",
    "owner",
    "author",
    "approver",
    "approved_on",
    "effective",
    "last_reviewed",
    "review_every",
    "classification",
    "revisions",
}


def fingerprint(record: Controlled) -> str:
    """Return twelve hexadecimal digits that change when the content of a record does."""
    content = record.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude=NOT_CONTENT)
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:12]
