"""The allowed values of a field in words, read from the models."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic.fields import FieldInfo

from ..model import Part, Prose, Reference, kinds
from ..model._annotations import ValueType, value_type_of

_PLAIN = {str: "text", date: "date, such as `2026-01-31`", bool: "`true` or `false`"}
_SEVERAL = {str: "texts", date: "dates"}


def describe_type(field: FieldInfo) -> str:
    """Return the allowed values of a field: `list of ids`, `whole number from 1 to 5` ..."""
    return _words(value_type_of(field))


def referenced_kinds(field: FieldInfo) -> tuple[str, ...] | None:
    """Return the folders of the kinds that a field can refer to.

    An empty tuple means any kind. None means that the field does not refer to a record.
    """
    values = value_type_of(field)
    inner = values.key or values.item
    marks = [*values.marks, *(inner.marks if inner else ())]
    return next((mark.folders for mark in marks if isinstance(mark, Reference)), None)


def parts_of(kind: type[Part]) -> list[type[Part]]:
    """Return the groups of fields in a kind, without duplicates, in the order of its fields."""
    found: dict[type[Part], None] = {}
    for field in kind.model_fields.values():
        if (part := value_type_of(field).innermost.part) is not None:
            found[part] = None
            found |= dict.fromkeys(parts_of(part))
    return list(found)


def spell_out(kind: type[Part]) -> str:
    """Return the name of a group of fields: `ImpactAssessment` becomes `impact assessment`."""
    name = kind.__name__
    return "".join(f" {char.lower()}" if char.isupper() else char for char in name).strip()


def _words(values: ValueType, several: bool = False) -> str:
    if values.key is not None and values.item is not None:
        return f"group of `name: value`; name: {_words(values.key)}; value: {_words(values.item)}"
    if values.item is not None:
        return f"list of {_words(values.item, several=True)}"
    if values.choices:
        return _choice(values.choices)
    if values.part is not None:
        return _each(values.part) if several else f"{spell_out(values.part)}: a group of fields"
    return _text(values.base, values.marks, several)


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
    if any(getattr(mark, "pattern", "") == r"^\d+(\.\d+)*$" for mark in marks):
        return "version, such as `2.1`"
    if any(getattr(mark, "json_schema_extra", None) == {"format": "idn-email"} for mark in marks):
        return "e-mail address"
    names_of_several = _SEVERAL if several else _PLAIN
    return names_of_several.get(annotation, "text")


def _number(annotation: Any, marks: tuple[Any, ...]) -> str:
    name = "whole number" if annotation is int else "number"
    low = next((mark.ge for mark in marks if getattr(mark, "ge", None) is not None), None)
    above = next((mark.gt for mark in marks if getattr(mark, "gt", None) is not None), None)
    high = next((mark.le for mark in marks if getattr(mark, "le", None) is not None), None)
    if low is not None and high is not None:
        return f"{name} from {low} to {high}"
    if low is not None:
        return f"{name} of {low} or more"
    return f"{name} of more than {above}" if above is not None else name


def _article(words: str) -> str:
    return "an" if words[:1].lower() in "aeiou" else "a"
