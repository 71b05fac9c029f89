import re
from collections.abc import Iterator

from ..findings import Challenge, Level
from ..manual import Manual
from ..model import MARKS, Entity
from ..parsing import Collection
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.ERROR
# An id is also the name of a folder, which no system lets be longer than 255 bytes.
_LONGEST = 100
_ID = re.compile(rf"[^\W_](?:[\w .\-{MARKS}]*[\w\-{MARKS}])?")


def check(manual: Manual) -> Iterator[Flaw]:
    """Every id can stand in a link, an address and a file name."""
    for record in manual.entities:
        if not _ID.fullmatch(record.id) and _is_written(manual, record):
            message = "has an id that cannot stand in a link"
            hint = "Begin it with a letter or digit; letters, digits, spaces and . - _ may follow."
            yield Flaw(record, message, hint, ("id",))
        elif len(record.id.encode()) > _LONGEST:
            message = "has an id that is too long for the name of a file"
            yield Flaw(record, message, "Choose a shorter one; the title can say more.", ("id",))


def _is_written(manual: Manual, record: Entity) -> bool:
    """Return whether an author wrote the id; one that is made for them holds a colon at times."""
    place = manual.source(record).place
    return isinstance(place, Collection) and "id" in place.inner
