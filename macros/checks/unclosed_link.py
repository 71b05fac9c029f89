from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..model import Prose, marked
from ..model._mentions import unclosed
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Every link that is begun in a text is closed."""
    for record in manual.entities:
        for way, _, text in marked(record, Prose):
            for begun in unclosed(text):
                place = "the text" if way[0] == "text" else str(way[0])
                said = f"{place} has a link that is not closed: '{begun}'"
                yield Flaw(record, said, "Close it with `]]`.", way, begun)
