import re
from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model import FieldPath, Prose, marked_values
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING

_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")


def check(manual: Manual) -> Iterator[RuleResult]:
    """No text has a character that turns the direction of writing, so that it reads otherwise."""
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
                said = f"{place} has a character that turns the direction (U+{ord(found[0]):04X})"
                hint = "Delete it: each paragraph takes the direction of its first letter."
                yield RuleResult(record, said, hint, field_path, found[0])
