import re
from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..model import Path, Prose, marked
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.WARNING

_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")


def check(manual: Manual) -> Iterator[Flaw]:
    """No text has a character that turns the direction of writing, so that it reads otherwise."""
    for record in manual.entities:
        texts: list[tuple[Path, str]] = [(("title",), record.title)]
        texts += [(way, text) for way, _, text in marked(record, Prose) if not text.isascii()]
        for way, text in texts:
            if found := _CONTROL.search(text):
                place = "the text" if way[0] == "text" else str(way[0])
                said = f"{place} has a character that turns the direction (U+{ord(found[0]):04X})"
                hint = "Delete it: each paragraph takes the direction of its first letter."
                yield Flaw(record, said, hint, way, found[0])
