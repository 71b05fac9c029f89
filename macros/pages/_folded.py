"""Content that is folded until the reader opens it; it opens without a script, and in print."""

import re
from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup

from ..model import Entity
from ..text import format_count

_MANY = 60
"""The least number of letters before and after a fold."""
_END = re.compile(r"[.!?]\)?\s+(?=[A-Z\[])")


def folded(summary: object, content: object) -> Markup:
    """Return content below a summary that opens it."""
    return Markup('<details class="aims-details"><summary>{}</summary>{}</details>').format(
        summary, content
    )


def count_records(values: Iterable[object]) -> str:
    """Return the numbers of records of each kind: `20 roles, 2 interested parties`."""
    counts = Counter(
        (value.name, value.plural) if isinstance(value, Entity) else ("entry", "entries")
        for value in values
    )
    return ", ".join(format_count(count, *names) for names, count in counts.items())


def split_text(text: str) -> tuple[str, str]:
    """Return the first sentence of a text, and the rest; no rest if the text is short."""
    text = " ".join(text.split())
    ends = (found.end() for found in _END.finditer(text))
    place = next((end for end in ends if end > _MANY), len(text))
    if len(text) - place < _MANY:
        return text, ""
    return text[:place].rstrip(), text[place:]
