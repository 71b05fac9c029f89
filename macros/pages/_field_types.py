"""The allowed values of a field in words, read from the models."""

import types
from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from ..model import Part, Prose, Reference, kinds

_PLAIN = {str: "text", date: "date, such as `2026-01-31`", bool: "`true` or `false`"}
_SEVERAL = {str: "texts", date: "dates"}


def describe_type(field: FieldInfo) -> str:
    """Return the allowed values of a field: `list of ids`, `whole number from 1 to 5` ..."""
    return _words(field.annotation, tuple(field.metadata))


def referenced_kinds(field: FieldInfo) -> tuple[str, ...] | None:
    """Return the folders of the kinds that a field can refer to.

    An empty tuple means any kind. None means that the field does not refer to a record.
    """
    for reference in _references(field.annotation, tuple(field.metadata)):
        return reference.folders
    return None


def parts_of(kind: type[Part]) -> list[type[Part]]:
    """Return the groups of fields in a kind, without duplicates, in the order of its fields."""
    found: dict[type[Part], None] = {}
    for field in kind.model_fields.values():
        if (part := _part_in(field.annotation)) is not None:
            found[part] = None
            found |= dict.fromkeys(parts_of(part))
    return list(found)


def spell_out(kind: type[Part]) -> str:
    """Return the name of a group of fields: `ImpactAssessment` becomes `impact assessment`."""
    name = kind.__name__
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()


def _words(annotation: Any, marks: tuple[Any, ...], several: bool = False) -> str:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _words(args[0], (*marks, *args[1:]), several)
    if origin in (Union, types.UnionType):
        return _words(_not_none(args), marks, several)
    if origin is tuple:
        return f"list of {_words(args[0], (), several=True)}"
    if origin is dict:
        return f"group: {_words(args[0], ())}, each with {_words(args[1], ())}"
    if origin is Literal:
        return _choice(args)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return _choice(member.value for member in annotation)
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return f"{spell_out(annotation)}: a group of fields" if not several else _each(annotation)
    return _text(annotation, marks, several)


def _choice(words: Iterable[Any]) -> str:
    shown = [f"`{word}`" for word in words]
    return f"{', '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else shown[0]


def _each(part: type[Part]) -> str:
    return f"groups of fields, each one {spell_out(part)}"


def _text(annotation: Any, marks: tuple[Any, ...], several: bool) -> str:
    for mark in marks:
        if isinstance(mark, Reference):
            known = kinds()
            names = [
                known[folder].plural if several else known[folder].name for folder in mark.folders
            ]
            what = " or ".join(names) or ("any records" if several else "any record")
            article = "" if several or not mark.folders else f"{_article(what)} "
            return f"{'ids' if several else 'id'} of {article}{what}"
        if isinstance(mark, Prose):
            return "lines of Markdown" if several else "Markdown"
    if annotation in (int, float):
        return _number(annotation, marks)
    if any(getattr(mark, "pattern", "") == r"^\d+(\.\d+)*$" for mark in _flat(marks)):
        return "version, such as `2.1`"
    if any(getattr(mark, "json_schema_extra", None) == {"format": "idn-email"} for mark in marks):
        return "e-mail address"
    names_of_several = _SEVERAL if several else _PLAIN
    return names_of_several.get(annotation, "text")


def _number(annotation: Any, marks: tuple[Any, ...]) -> str:
    name = "whole number" if annotation is int else "number"
    flat = _flat(marks)
    low = next((mark.ge for mark in flat if getattr(mark, "ge", None) is not None), None)
    above = next((mark.gt for mark in flat if getattr(mark, "gt", None) is not None), None)
    high = next((mark.le for mark in flat if getattr(mark, "le", None) is not None), None)
    if low is not None and high is not None:
        return f"{name} from {low} to {high}"
    if low is not None:
        return f"{name} of {low} or more"
    return f"{name} of more than {above}" if above is not None else name


def _flat(marks: tuple[Any, ...]) -> list[Any]:
    """Return marks, including those of a nested `Field(...)`."""
    flat: list[Any] = []
    for mark in marks:
        flat += mark.metadata if isinstance(mark, FieldInfo) else [mark]
    return flat


def _references(annotation: Any, marks: tuple[Any, ...]) -> list[Reference]:
    if get_origin(annotation) is Annotated:
        args = get_args(annotation)
        return _references(args[0], (*marks, *args[1:]))
    own = [mark for mark in marks if isinstance(mark, Reference)]
    inner = get_args(annotation)[:1] if get_origin(annotation) is dict else get_args(annotation)
    return own or [found for arg in inner for found in _references(arg, ())]


def _part_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _part_in(arg))), None)


def _not_none(args: tuple[Any, ...]) -> Any:
    return next((arg for arg in args if arg is not type(None)), str)


def _article(words: str) -> str:
    return "an" if words[:1].lower() in "aeiou" else "a"
