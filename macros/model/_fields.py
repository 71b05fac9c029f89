"""The marked texts of records: references to other records, and prose."""

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from ._annotations import ValueType, value_type_of
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
        (field.alias or attribute, attribute, _shape(value_type_of(field), sort))
        for attribute, field in kind.model_fields.items()
    )
    return tuple((name, attribute, shape) for name, attribute, shape in shapes if not shape.empty)


def _shape(values: ValueType, sort: type[Any]) -> _Shape:
    if values.item is not None:
        keys = _filled(values.key, sort) if values.key else None
        return _Shape(keys=keys, each=_filled(values.item, sort))
    if values.part is not None:
        return _Shape(fields=_fields(values.part, sort))  # type: ignore[arg-type]  # a class has a hash
    return _Shape(mark=next((mark for mark in values.marks if isinstance(mark, sort)), None))


def _filled(values: ValueType, sort: type[Any]) -> _Shape | None:
    shape = _shape(values, sort)
    return None if shape.empty else shape
