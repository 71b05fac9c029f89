from collections.abc import Iterator

from ..findings import Challenge, Level
from ..lookalikes import unquoted
from ..manual import Manual
from ..samples import written
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.NOTICE


def check(manual: Manual) -> Iterator[Flaw]:
    """No title or alias stands in typographic quotes: YAML takes them for a part of the text."""
    for record in manual.entities:
        if words := unquoted(record.title):
            message = f"has a title in typographic quotes: {record.title}"
            yield Flaw(record, message, f"Write `title: {written(words)}`.", ("title",))
        for number, alias in enumerate(record.aliases):
            if words := unquoted(alias):
                message = f"has an alias in typographic quotes: {alias}"
                yield Flaw(record, message, f"Write `- {written(words)}`.", ("aliases", number))
