"""The order in which people look for records."""

import unicodedata
from collections.abc import Iterable
from typing import Any, TypeVar

from ..model import Entity
from ..text import natural_key

E = TypeVar("E", bound=Entity)


def sort_records(records: Iterable[E]) -> list[E]:
    """Return records in the order of what people know them by: `PRO-9`, then `PRO-10`.

    Where the id is not shown, that is the title: an order by ids would look like none.
    """
    return sorted(records, key=_place)


def _place(record: Entity) -> tuple[Any, ...]:
    if record.shows_id:
        return (record.rank, natural_key(record.id))
    # A letter with an accent stands beside the one without.
    title = unicodedata.normalize("NFD", record.title)
    return (record.rank, natural_key(title), natural_key(record.id))
