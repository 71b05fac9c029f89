"""Sample values of fields, as lines of YAML for hints."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from ..model import Part, Reference, Sample, kinds
from ..model._annotations import ValueType, value_type_of

DAY = "2026-01-31"
"""The sample date in all messages."""
_PLAIN = re.compile(r"[^\W_][\w.@/+-]*(?: [\w.@/+-]+)*")
_NOTHING = {"null", "Null", "NULL"}
_HEXADECIMAL = re.compile(r"\^\[0-9a-f\]\{(\d+)\}\$")
_DIGITS = "0123456789abcdef"


@dataclass(frozen=True)
class FieldShape:
    """The values that a field, or an item in it, allows."""

    form: str
    """`text`, `id`, `date`, `choice`, `list`, `map`, `group` and so on."""
    sample: str = '"..."'
    """A sample in YAML, if it is a single value."""
    wanted: str = "a text"
    """The allowed values in words, to follow `Write`."""
    choices: tuple[str, ...] = ()
    part: type[Part] | None = None
    """The class with the fields of a group."""
    inner: "FieldShape | None" = None
    """The shape of each item of a list, or of each value of a map."""
    keys: "FieldShape | None" = None
    """The shape of the keys of a map."""

    @property
    def is_text(self) -> bool:
        """Whether it allows any text."""
        return self.form in ("text", "id")


@cache
def field_shapes(part: type[Part]) -> dict[str, FieldInfo]:
    """Return the fields of a part by their names in a file."""
    return {info.alias or attribute: info for attribute, info in part.model_fields.items()}


def shape_at(kind: type[Part], field_path: Sequence[str | int]) -> FieldShape:
    """Return the shape of a field by its path; a text if the field is unknown."""
    shape = FieldShape("group", part=kind)
    for step in field_path:
        if shape.part is not None:
            field = field_shapes(shape.part).get(str(step))
            shape = shape_of(field) if field else FieldShape("text")
        else:
            shape = shape.inner or shape
    return shape


def shape_of(field: FieldInfo) -> FieldShape:
    """Return the shape of a field."""
    return _shape(value_type_of(field))


def sample_value(shape: FieldShape, given: str = "") -> str:
    """Return a sample value in YAML, on one line.

    Args:
        shape: The shape of the field.
        given: A text to use in the first place where it fits.
    """
    if shape.part is not None:
        return _group(shape.part, given)
    if shape.inner is not None and shape.keys is not None:
        return f"{{{sample_value(shape.keys, given)}: {sample_value(shape.inner)}}}"
    if shape.inner is not None:
        return f"[{sample_value(shape.inner, given)}]"
    return yaml_value(given) if given and shape.is_text else shape.sample


def sample_line(part: type[Part], name: str) -> str:
    """Return a line of YAML with a sample value for a field: `owner: <id of a role>`."""
    return f"{name}: {sample_value(shape_of(field_shapes(part)[name]))}"


def allowed_values(part: type[Part], name: str) -> str:
    """Return the allowed values of a field in a sentence."""
    return f"Allowed values: {', '.join(shape_of(field_shapes(part)[name]).choices)}."


def _group(part: type[Part], given: str) -> str:
    shapes = {name: shape_of(field) for name, field in field_shapes(part).items()}
    required = {
        name: shapes[name] for name, field in field_shapes(part).items() if field.is_required()
    }
    shown = required or dict([next(iter(shapes.items()))])  # If all are optional, show the first.
    # One word is an id, several words are a text.
    forms = ("text", "id") if " " in given else ("id", "text")
    fitting = [name for sort in forms for name, shape in shown.items() if shape.form == sort]
    pairs = (
        f"{name}: {sample_value(shape, given if [name] == fitting[:1] else '')}"
        for name, shape in shown.items()
    )
    return f"{{{', '.join(pairs)}}}"


def yaml_value(given: Any) -> str:
    """Return a value that was read from a file as YAML on one line, in quotes if necessary."""
    if isinstance(given, dict):
        pairs = (f"{yaml_value(key)}: {yaml_value(item)}" for key, item in given.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(given, list):
        return f"[{', '.join(map(yaml_value, given))}]"
    if given is None:
        return '""'
    is_plain = _PLAIN.fullmatch(given) and given not in _NOTHING
    return str(given) if is_plain else json.dumps(given, ensure_ascii=False)


def _shape(values: ValueType) -> FieldShape:
    if values.key is not None and values.item is not None:
        keys, inner = _shape(values.key), _shape(values.item)
        return FieldShape("map", wanted="a group of fields", keys=keys, inner=inner)
    if values.item is not None:
        return FieldShape("list", wanted="a list", inner=_shape(values.item))
    if choices := values.choices:
        return FieldShape("choice", choices[0], choices=choices)
    if values.part is not None:
        return FieldShape("group", wanted="a group of fields", part=values.part)
    if values.base in (int, float):
        return _number(values.base, values.marks)
    if values.base is bool:
        return FieldShape("yes or no", "yes", "yes or no")
    if values.base is date:
        return FieldShape("date", DAY, "a date as year, month and day")
    return _text(values.marks)


def _text(marks: Sequence[Any]) -> FieldShape:
    for mark in marks:
        if isinstance(mark, Reference):
            known = kinds()
            names = [known[folder].name for folder in mark.folders if folder in known]
            record = " or ".join(f"{article(name)} {name}" for name in names) or "a record"
            return FieldShape("id", f"<id of {record}>", f"the id of {record}")
        if found := _HEXADECIMAL.fullmatch(getattr(mark, "pattern", None) or ""):
            count = int(found[1])
            sample = (_DIGITS * count)[:count]
            return FieldShape("form", sample, f"{count} characters of 0-9 and a-f")
        if isinstance(mark, Sample):
            return FieldShape("form", mark.value, mark.wanted)
    return FieldShape("text")


def _number(annotation: Any, marks: Sequence[Any]) -> FieldShape:
    limits = {
        name: limit
        for mark in marks
        for name in ("ge", "gt", "le")
        if (limit := getattr(mark, name, None)) is not None
    }
    name = "a whole number" if annotation is int else "a number, with a point before decimals"
    if "ge" in limits and "le" in limits:
        return FieldShape(
            "number", f"{limits['ge']}", f"{name}, from {limits['ge']} to {limits['le']}"
        )
    if "gt" in limits:
        name += f", more than {limits['gt']}"
    elif "ge" in limits:
        name += f", {limits['ge']} or more"
    return FieldShape("number", "1", name)


def article(words: str) -> str:
    """Return the indefinite article for words: `a` or `an`."""
    return "an" if words[:1].lower() in ("a", "e", "i", "o", "u") else "a"
