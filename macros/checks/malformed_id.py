import re
from collections.abc import Iterator

from ..findings import Challenge, Level
from ..manual import Manual
from ..model import Entity
from ..parsing import Collection
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.ERROR
# An id is also the name of a folder, which no system lets be longer than 255 bytes.
_LONGEST = 100
_ID = re.compile(r"[^\W_](?:[\w .\-]*[\w\-])?")


def check(manual: Manual) -> Iterator[Flaw]:
    """Every id can stand in a link, an address and a file name."""
    for record in manual.entities:
        if len(record.id.encode()) > _LONGEST:
            hint = f"It is also the name of a file: {_LONGEST} bytes are the most."
            yield Flaw(record, "has an id that is too long", hint, ("id",))
        elif not _ID.fullmatch(record.id) and _is_written(manual, record):
            yield Flaw(
                record,
                "has an id that cannot stand in a link",
                "Begin it with a letter or digit; letters, digits, spaces and . - _ may follow.",
                ("id",),
            )


def _is_written(manual: Manual, record: Entity) -> bool:
    """Return whether an author wrote the id; one that is made for them holds a colon at times."""
    place = manual.source(record).place
    return isinstance(place, Collection) and "id" in place.inner
