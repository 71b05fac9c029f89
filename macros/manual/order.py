"""The order of records in lists."""

import unicodedata
from collections.abc import Iterable
from typing import Any, TypeVar

from ..model import Entity
from ..text import natural_key

E = TypeVar("E", bound=Entity)


def sort_records(records: Iterable[E]) -> list[E]:
    """Return records sorted by id: `PRO-9`, then `PRO-10`.

    Records of a kind that does not show ids are sorted by title.
    """
    return sorted(records, key=_place)


def _place(record: Entity) -> tuple[Any, ...]:
    if record.shows_id:
        return (record.rank, natural_key(record.id))
    # A letter with an accent is sorted next to the letter without it.
    title = unicodedata.normalize("NFD", record.title)
    return (record.rank, natural_key(title), natural_key(record.id))
