"""The marked texts of records: references to other records, and prose."""

import types
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from ._entity import FieldPath, Part
from ._types import Prose, Reference

M = TypeVar("M", Reference, Prose)


@dataclass(frozen=True)
class _Shape:
    """Where marked texts are inside a value."""

    mark: Any = None
    """The mark, if the value itself is a marked text."""
    fields: "tuple[tuple[str, str, _Shape], ...]" = ()
    """(name in the file, attribute, shape) of each field of a group that can have one."""
    each: "_Shape | None" = None
    keys: "_Shape | None" = None

    @property
    def empty(self) -> bool:
        """Whether the value cannot have a marked text."""
        return self == _Shape()


def marked_values(record: Part, sort: type[M]) -> list[tuple[FieldPath, M, str]]:
    """Return (path, mark, text) of every text of a record with a mark of the class `sort`."""
    found: list[tuple[FieldPath, M, str]] = []
    values = record.__dict__  # Much faster than access by attribute.
    for name, attribute, shape in _fields(type(record), sort):  # type: ignore[arg-type]  # a class has a hash
        if value := values[attribute]:
            _collect(value, shape, (name,), found)
    return found


def marked_values_in(
    kind: type[Part], name: str, value: Any, sort: type[M]
) -> list[tuple[FieldPath, M, str]]:
    """Return the same for the raw value of a single field that could not be read."""
    found: list[tuple[FieldPath, M, str]] = []
    for field, _, shape in _fields(kind, sort):  # type: ignore[arg-type]  # a class has a hash
        if field == name:
            _collect_written(value, shape, (name,), found)
    return found


def _collect_written(
    value: Any, shape: _Shape, field_path: FieldPath, found: list[tuple[FieldPath, Any, str]]
) -> None:
    """Add the marked texts of a raw value to `found`, whatever else is wrong with it."""
    if shape.mark is not None and isinstance(value, str) and value:
        found.append((field_path, shape.mark, value))
    if isinstance(value, dict):
        for name, _, inner in shape.fields:
            _collect_written(value.get(name), inner, (*field_path, name), found)
        if shape.keys is not None:
            found += [((*field_path, key), shape.keys.mark, key) for key in value]
    if shape.each is not None and isinstance(value, dict | list):
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            _collect_written(item, shape.each, (*field_path, step), found)


def _collect(
    value: Any, shape: _Shape, field_path: FieldPath, found: list[tuple[FieldPath, Any, str]]
) -> None:
    """Add the marked texts of a valid value to `found`.

    A manual has hundreds of thousands of them: this function is tuned for speed.
    """
    if shape.mark is not None:
        found.append((field_path, shape.mark, value))
        return
    for name, attribute, inner in shape.fields:
        if part := value.__dict__[attribute]:
            _collect(part, inner, (*field_path, name), found)
    if shape.keys is not None:
        found += [((*field_path, key), shape.keys.mark, key) for key in value]
    if shape.each is None:
        return
    items = value.items() if isinstance(value, dict) else enumerate(value)
    if (mark := shape.each.mark) is not None:
        found += [((*field_path, step), mark, item) for step, item in items if item]
    else:
        for step, item in items:
            if item:
                _collect(item, shape.each, (*field_path, step), found)


@cache
def _fields(kind: type[Part], sort: type[Any]) -> tuple[tuple[str, str, _Shape], ...]:
    """Return the fields of a group that can have texts with a mark of the class `sort`."""
    shapes = (
        (field.alias or attribute, attribute, _shape(field.annotation, sort, *field.metadata))
        for attribute, field in kind.model_fields.items()
    )
    return tuple((name, attribute, shape) for name, attribute, shape in shapes if not shape.empty)


def _shape(annotation: Any, sort: type[Any], *marks: Any) -> _Shape:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(args[0], sort, *marks, *args[1:])
    if origin in (Union, types.UnionType):
        inner = next((arg for arg in args if arg is not type(None)), str)
        return _shape(inner, sort, *marks)
    if origin is tuple:
        return _Shape(each=_filled(args[0], sort))
    if origin is dict:
        return _Shape(keys=_filled(args[0], sort), each=_filled(args[1], sort))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _Shape(fields=_fields(annotation, sort))  # type: ignore[arg-type]  # each is a Part
    return _Shape(mark=next((mark for mark in marks if isinstance(mark, sort)), None))


def _filled(annotation: Any, sort: type[Any]) -> _Shape | None:
    shape = _shape(annotation, sort)
    return None if shape.empty else shape
