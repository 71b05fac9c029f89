from collections.abc import Iterator
from typing import Any

from ..diagnostics import Category, Severity
from ..loading.validation_messages import cut_text
from ..manual import Manual
from ..model import Part, Prose, Reference, marked_values
from ..model._mentions import mention_candidates
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """No field for plain text has a link (`[[id]]`)."""
    for record in manual.entities:
        field_paths: set[tuple[str | int, ...]] | None = None
        for field_path, text in _texts(record, ()):
            if field_paths is None:
                field_paths = {field_path for field_path, _, _ in marked_values(record, Prose)}
                field_paths |= {field_path for field_path, _, _ in marked_values(record, Reference)}
            if field_path in field_paths:
                continue
            for _, mention in mention_candidates(text):
                link = cut_text(mention.written)
                message = f"{field_path[0]} has the link {link}, but allows plain text only"
                words = mention.words or mention.target
                hint = f"Write {cut_text(words)} without the brackets. Links are allowed in `text`."
                yield RuleResult(record, message, hint, field_path, mention.written)


def _texts(
    part: Part, field_path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield each text of a record that has `[[`, with its field path."""
    for name, field in type(part).model_fields.items():
        value = part.__dict__[name]
        if value:
            yield from _texts_in(value, (*field_path, field.alias or name))


def _texts_in(
    value: Any, field_path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        if "[[" in value:
            yield field_path, value
    elif isinstance(value, Part):
        yield from _texts(value, field_path)
    elif isinstance(value, tuple | dict):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for step, item in items:
            yield from _texts_in(item, (*field_path, step))
