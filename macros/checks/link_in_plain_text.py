from collections.abc import Iterator
from typing import Any

from ..diagnostics import Challenge, Level
from ..loading.validation_messages import cut
from ..manual import Manual
from ..model import Part, Prose, Reference, marked
from ..model._mentions import candidates
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """No `[[id]]` is in a field that is shown as plain text."""
    for record in manual.entities:
        ways: set[tuple[str | int, ...]] | None = None
        for way, text in _texts(record, ()):
            if ways is None:
                ways = {way for way, _, _ in marked(record, Prose)}
                ways |= {way for way, _, _ in marked(record, Reference)}
            if way in ways:
                continue
            for _, mention in candidates(text):
                said = f"{way[0]} has the link {cut(mention.written)}, but takes plain text only"
                words = mention.words or mention.target
                hint = f"Write {cut(words)} without the brackets; a link can be in `text`."
                yield Flaw(record, said, hint, way, mention.written)


def _texts(part: Part, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield each text of a record in which there are two brackets, with the way to it."""
    for name, field in type(part).model_fields.items():
        value = part.__dict__[name]
        if value:
            yield from _texts_in(value, (*way, field.alias or name))


def _texts_in(
    value: Any, way: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        if "[[" in value:
            yield way, value
    elif isinstance(value, Part):
        yield from _texts(value, way)
    elif isinstance(value, tuple | dict):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for step, item in items:
            yield from _texts_in(item, (*way, step))
