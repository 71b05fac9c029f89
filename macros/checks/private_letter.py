import re
from collections.abc import Iterator
from typing import Any

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import FieldPath
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
HINT = "Write the letter that is meant: a point of a list is a line that begins with `- `."


def check(manual: Manual) -> Iterator[RuleResult]:
    """No text has a letter that only the font of one program shows, as Word's bullet is."""
    holding: dict[str, bool] = {}
    for record, source in manual.records:
        text = source.text
        if text.shown not in holding:
            holding[text.shown] = bool(_PRIVATE.search(text.content))
        if holding[text.shown]:
            for field_path, words in _texts(record, ()):
                if found := _PRIVATE.findall(words):
                    field = "the text" if field_path[0] == "text" else str(field_path[0])
                    times = f" ({len(found)} times)" if len(found) > 1 else ""
                    message = f"{field} has the private-use letter U+{ord(found[0]):04X}{times}"
                    yield RuleResult(record, message, HINT, field_path, found[0])


def _texts(value: Any, field_path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """Yield every text in a value, with the way to it."""
    if isinstance(value, str):
        yield field_path, value
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _texts(item, (*field_path, number))
    else:
        inner = value if isinstance(value, dict) else getattr(value, "__dict__", {})
        for name, item in inner.items():
            yield from _texts(item, (*field_path, name))
