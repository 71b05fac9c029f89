"""What to write in a field: a value that it takes, as a line of YAML."""

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
"""The day that every message uses as its sample."""
_PLAIN = re.compile(r"[^\W_][\w.@/+-]*(?: [\w.@/+-]+)*")
_NOTHING = {"null", "Null", "NULL"}
_HEXADECIMAL = re.compile(r"\^\[0-9a-f\]\{(\d+)\}\$")
_DIGITS = "0123456789abcdef"


@dataclass(frozen=True)
class FieldShape:
    """What a field, or an item in it, takes."""

    form: str
    """`text`, `id`, `date`, `choice`, `list`, `map`, `group` and so on."""
    sample: str = '"..."'
    """A value as it is written in YAML, where it is one value."""
    wanted: str = "a text"
    """What it takes, in words that go on after `Write`."""
    choices: tuple[str, ...] = ()
    part: type[Part] | None = None
    """The fields of a group."""
    inner: "FieldShape | None" = None
    """What each item of a list or each value of a map takes."""
    keys: "FieldShape | None" = None
    """What names the values of a map."""

    @property
    def is_text(self) -> bool:
        """Whether any words fit into it."""
        return self.form in ("text", "id")


@cache
def field_shapes(part: type[Part]) -> dict[str, FieldInfo]:
    """Return the fields of a part by the names they have in a file."""
    return {info.alias or attribute: info for attribute, info in part.model_fields.items()}


def shape_at(kind: type[Part], field_path: Sequence[str | int]) -> FieldShape:
    """Return what stands at the end of a way; a text where the way leads to no known field."""
    shape = FieldShape("group", part=kind)
    for step in field_path:
        if shape.part is not None:
            field = field_shapes(shape.part).get(str(step))
            shape = shape_of(field) if field else FieldShape("text")
        else:
            shape = shape.inner or shape
    return shape


def shape_of(field: FieldInfo) -> FieldShape:
    """Return what a field takes."""
    return _shape(value_type_of(field))


def sample_value(shape: FieldShape, given: str = "") -> str:
    """Return a value in YAML, on one line; a given text stands in the first place it fits."""
    if shape.part is not None:
        return _group(shape.part, given)
    if shape.inner is not None and shape.keys is not None:
        return f"{{{sample_value(shape.keys, given)}: {sample_value(shape.inner)}}}"
    if shape.inner is not None:
        return f"[{sample_value(shape.inner, given)}]"
    return yaml_value(given) if given and shape.is_text else shape.sample


def sample_line(part: type[Part], name: str) -> str:
    """Return a line that gives a field of a part a value: `owner: <id of a role>`."""
    return f"{name}: {sample_value(shape_of(field_shapes(part)[name]))}"


def allowed_values(part: type[Part], name: str) -> str:
    """Return the values that a field takes, in words."""
    return f"Allowed values: {', '.join(shape_of(field_shapes(part)[name]).choices)}."


def _group(part: type[Part], given: str) -> str:
    shapes = {name: shape_of(field) for name, field in field_shapes(part).items()}
    required = {
        name: shapes[name] for name, field in field_shapes(part).items() if field.is_required()
    }
    shown = required or dict([next(iter(shapes.items()))])  # Of optional fields, the first will do.
    # One word is the id of something, several are a text.
    sorts = ("text", "id") if " " in given else ("id", "text")
    fitting = [name for sort in sorts for name, shape in shown.items() if shape.form == sort]
    pairs = (
        f"{name}: {sample_value(shape, given if [name] == fitting[:1] else '')}"
        for name, shape in shown.items()
    )
    return f"{{{', '.join(pairs)}}}"


def yaml_value(given: Any) -> str:
    """Return what was read from a file as YAML on one line; words in quotes where need be."""
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
            names = [known[one].name for one in mark.folders if one in known]
            one = " or ".join(f"{article(name)} {name}" for name in names) or "a record"
            return FieldShape("id", f"<id of {one}>", f"the id of {one}")
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
    """Return the indefinite article that stands before words."""
    return "an" if words[:1].lower() in ("a", "e", "i", "o", "u") else "a"
