import re
import unicodedata
from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.yaml import Collection
from ..manual import Manual
from ..model import Entity, _lookalikes
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR
# An id is also the name of a folder, which no system lets be longer than 255 bytes.
_LONGEST = 100
_ID = re.compile(r"[^\W_](?:[\w .\-]*[\w\-])?")
_FORM = "Begin it with a letter or digit; letters, digits, spaces and . - _ may follow"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every id can stand in a link, an address and a file name."""
    for record in manual.entities:
        id = record.id
        if not _is_id(id) and _is_written(manual, record):
            unseen = _lookalikes.describe_invisible(id)
            message = f"has an id that {unseen or 'cannot stand in a link'}"
            better = _better(id)
            line = f": `id: {better}`" if better else ""
            yield RuleResult(
                record, message, f"Type it again{line}." if unseen else f"{_FORM}{line}.", ("id",)
            )
        elif len(id.encode()) > _LONGEST:
            message = "has an id that is too long for the name of a file"
            yield RuleResult(
                record, message, "Choose a shorter one; the title can say more.", ("id",)
            )


def _is_id(id: str) -> bool:
    if id.isascii():
        return _ID.fullmatch(id) is not None
    # Marks are parts of letters in many scripts, and joiners show how letters are written.
    is_mark = [unicodedata.category(char)[0] == "M" or char in "\u200c\u200d" for char in id]
    letters = "".join(char for char, mark in zip(id, is_mark, strict=True) if not mark)
    return (
        not is_mark[0] and bool(_ID.fullmatch(letters)) and not _lookalikes.describe_invisible(id)
    )


def _better(id: str) -> str:
    """Return an id that is like one that is malformed, or ``""``."""
    words = re.sub(
        r"[^\w .\-]+", "-", _lookalikes.strip_quotes(id) or _lookalikes.strip_invisible(id)
    )
    better = words.strip("-_. ")
    return better if better and _is_id(better) else ""


def _is_written(manual: Manual, record: Entity) -> bool:
    """Return whether an author wrote the id; one that is made for them holds a colon at times."""
    place = manual.source(record).place
    return isinstance(place, Collection) and "id" in place.inner
