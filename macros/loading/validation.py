"""The values of a file as a record or another group of fields, or what is wrong with them."""

from typing import Any, TypeVar

from pydantic import ValidationError

from ..model import Part
from . import validation_messages

P = TypeVar("P", bound=Part)


def validate(
    kind: type[P], value: dict[str, Any], context: object = None
) -> tuple[P | None, list[validation_messages.Fault], set[str]]:
    """Return the record, its faults, and the names of the invalid fields that were left out.

    If possible, a record is kept without its invalid fields: one misspelling then does not cause a
    hundred findings elsewhere. `context` is what the fields ask for, such as the letters of the
    responsibility matrix.
    """
    empty = {name for name, inner in value.items() if inner is None}
    given = {name: inner for name, inner in value.items() if name not in empty} if empty else value
    try:
        return kind.model_validate(given, context=context), [], set()
    except ValidationError as error:
        faults = validation_messages.explain_errors(kind, error, empty, value)
    dropped = {str(field_path[0]) for field_path, _, _ in faults if field_path}
    try:
        kept = {name: inner for name, inner in given.items() if name not in dropped}
        return kind.model_validate(kept, context=context), faults, dropped
    except ValidationError:
        return None, faults, dropped
