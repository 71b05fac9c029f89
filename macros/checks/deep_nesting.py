import re
from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..model import Prose, marked
from ..model._prose_parser import too_deep
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.ERROR

_NAMES = {"blockquote_open": "quote", "admonition_open": "admonition", "dd_open": "definition"}


def check(manual: Manual) -> Iterator[Flaw]:
    """No list, quote or admonition is nested so deep that part of it cannot be shown."""
    for record in manual.entities:
        for way, _, text in marked(record, Prose):
            if (found := too_deep(text)) is None:
                continue
            sort, line = found
            place = "the text" if way[0] == "text" else str(way[0])
            said = f"{place} has a {_NAMES.get(sort, 'list')} that is nested too deep to be shown"
            words = re.sub(r"^[\s>]*", "", line)
            hint = "Put it into a list or section of its own, so that it is nested less deep."
            yield Flaw(record, said, hint, way, words, can_be_dealt_with=False)
