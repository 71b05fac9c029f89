import re
from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import FieldPath, Prose, marked_values
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING
FORMERLY = ("hidden-direction",)

_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")


def check(manual: Manual) -> Iterator[RuleResult]:
    """No text has a bidirectional control character, which can hide what is written.

    Source: Unicode Standard Annex #9.
    """
    for record in manual.entities:
        texts: list[tuple[FieldPath, str]] = [(("title",), record.title)]
        texts += [
            (field_path, text)
            for field_path, _, text in marked_values(record, Prose)
            if not text.isascii()
        ]
        for field_path, text in texts:
            if found := _CONTROL.search(text):
                place = "the text" if field_path[0] == "text" else str(field_path[0])
                character = f"U+{ord(found[0]):04X}"
                message = f"{place} has a character that changes the text direction ({character})"
                hint = "Delete it. The first letter of a paragraph sets its direction."
                yield RuleResult(record, message, hint, field_path, found[0])
