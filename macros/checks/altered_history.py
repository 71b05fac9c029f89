from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..editions.document_control import last, rewritten
from ..manual import Manual
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.WARNING
_ENTRY = {
    "revisions": "version {}",
    "measurements": "the measurement of {}",
    "held": "the review of {}",
}


def check(manual: Manual) -> Iterator[Flaw]:
    """Revisions, measurements and reviews held are told as in the last edition."""
    since = last(manual)
    for one in rewritten(manual):
        if since is None:
            return
        entry = _ENTRY[one.field].format(one.name)
        how = "no longer tells of" if one.gone else "tells otherwise of"
        message = f"{how} {entry} than {since.edition.label}"
        if one.gone:
            message = f"{how} {entry}, which {since.edition.label} had"
        hint = "Leave what was published as it was, and add an entry that puts it right."
        yield Flaw(one.record, message, hint, (one.field, one.number))
