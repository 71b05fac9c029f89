import re
from collections.abc import Iterator
from typing import Any

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import FieldPath
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING
FORMERLY = ("private-letter",)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
HINT = "Replace it with an ordinary character. An item of a list begins with `- `."


def check(manual: Manual) -> Iterator[RuleResult]:
    """No text has a private-use character, such as Word's bullet: few fonts show it.

    Source: Unicode Standard, section 23.5.
    """
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
                    message = f"{field} has the private-use character U+{ord(found[0]):04X}{times}"
                    yield RuleResult(record, message, HINT, field_path, found[0])


def _texts(value: Any, field_path: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """Yield every text in a value, with its field path."""
    if isinstance(value, str):
        yield field_path, value
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _texts(item, (*field_path, number))
    else:
        inner = value if isinstance(value, dict) else getattr(value, "__dict__", {})
        for name, item in inner.items():
            yield from _texts(item, (*field_path, name))
