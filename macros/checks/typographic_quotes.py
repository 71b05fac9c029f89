from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..loading.samples import written
from ..manual import Manual
from ..model._lookalikes import unquoted
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
