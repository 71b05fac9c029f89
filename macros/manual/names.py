"""Names of records, compared without regard to case and spaces."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from ..model import Entity


def same_name(name: str) -> str:
    """Return the form of a name that is equal for equal names (NFKC, case folded)."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def records_by_name(records: Iterable[Entity]) -> dict[str, dict[str, Entity]]:
    """Return the records by `same_name` of each name besides the id, then by key."""
    found: defaultdict[str, dict[str, Entity]] = defaultdict(dict)
    for record in records:
        for name in record.other_names:
            found[same_name(name)][record.key] = record
    return found
