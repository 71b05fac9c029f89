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
# An id is also the name of a folder, and file systems allow 255 bytes at most.
_LONGEST = 100
_ID = re.compile(r"[^\W_](?:[\w .\-]*[\w\-])?")
_FORM = "Begin with a letter or digit, and use only letters, digits, spaces and . - _"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every id can be part of a link, an address and a file name."""
    for record in manual.entities:
        id = record.id
        if not _is_id(id) and _is_in_file(manual, record):
            invisible = _lookalikes.describe_invisible(id)
            fault = f"that {invisible}" if invisible else "with a character that is not allowed"
            message = f"has an id {fault}"
            similar = _similar_id(id)
            line = f": `id: {similar}`" if similar else ""
            yield RuleResult(
                record,
                message,
                f"Type it again{line}." if invisible else f"{_FORM}{line}.",
                ("id",),
            )
        elif len(id.encode()) > _LONGEST:
            message = f"has an id that is too long: {len(id.encode())} bytes, at most {_LONGEST}"
            yield RuleResult(record, message, "Shorten the id. The title can be longer.", ("id",))


def _is_id(id: str) -> bool:
    if id.isascii():
        return _ID.fullmatch(id) is not None
    # In many scripts, marks are parts of letters and joiners change their shape.
    is_mark = [unicodedata.category(char)[0] == "M" or char in "\u200c\u200d" for char in id]
    letters = "".join(char for char, mark in zip(id, is_mark, strict=True) if not mark)
    return (
        not is_mark[0] and bool(_ID.fullmatch(letters)) and not _lookalikes.describe_invisible(id)
    )


def _similar_id(id: str) -> str:
    """Return a valid id that is close to a malformed one, or ``""``."""
    words = re.sub(
        r"[^\w .\-]+", "-", _lookalikes.strip_quotes(id) or _lookalikes.strip_invisible(id)
    )
    similar = words.strip("-_. ")
    return similar if similar and _is_id(similar) else ""


def _is_in_file(manual: Manual, record: Entity) -> bool:
    """Return whether the id is in the file: a derived id may have a colon."""
    place = manual.source(record).place
    return isinstance(place, Collection) and "id" in place.inner
