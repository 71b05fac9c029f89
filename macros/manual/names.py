"""Names as people write them: without regard to case and spaces."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from ..model import Entity


def same_name(name: str) -> str:
    """Return a name as it is compared with others."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def records_by_name(records: Iterable[Entity]) -> dict[str, dict[str, Entity]]:
    """Return the records of each name besides their ids, by their keys; the names as compared."""
    found: defaultdict[str, dict[str, Entity]] = defaultdict(dict)
    for record in records:
        for name in record.other_names:
            found[same_name(name)][record.key] = record
    return found
