"""What a record's fields are made of: which hold ids of other records, which hold prose."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ._entity import FieldPath, Part
from ._types import Prose, Reference

M = TypeVar("M", Reference, Prose)
K = TypeVar("K")


@dataclass(frozen=True)
class MarkedField(Generic[K]):
    """A field of a record, or of a group of fields inside it, that has a mark and a value."""

    field_path: FieldPath
    mark: K
    value: Any
    part: Part
    """The record, or the group of fields, that has the field."""


@dataclass(frozen=True)
class _Shape:
    """How the texts that carry a mark lie inside a value."""

    mark: Any = None
    """The mark, where the value itself is such a text."""
    fields: "tuple[tuple[str, str, _Shape], ...]" = ()
    """(name in the file, attribute, shape) of each field of a part that can hold one."""
    each: "_Shape | None" = None
    keys: "_Shape | None" = None

    @property
    def empty(self) -> bool:
        """Whether no such text can be in the value."""
        return self == _Shape()


def marked_fields(record: Part, mark_type: type[K]) -> Iterator[MarkedField[K]]:
    """Yield every field of a record with a mark of this type; none that is empty."""
    for name, branch in _branches(type(record), mark_type).items():
        value = record.__dict__[branch.attribute]
        if value is None or value in ("", (), {}):
            continue
        if branch.mark is not None:
            yield MarkedField((name,), branch.mark, value, record)
        for place, part in _parts_in((name,), value) if branch.inside else ():
            for one in marked_fields(part, mark_type):
                yield MarkedField((*place, *one.field_path), one.mark, one.value, one.part)


def marks_of(kind: type[Part], mark_type: type[K]) -> Mapping[str, K]:
    """Return the marks of this type on the fields of a kind itself, by the names of the fields."""
    branches = _branches(kind, mark_type).items()
    return {name: branch.mark for name, branch in branches if branch.mark is not None}


def mark_along(kind: type[Part], field_path: FieldPath, mark_type: type[K]) -> K | None:
    """Return the mark of this type on the way to a value: the innermost, if there are several."""
    found: K | None = None
    inside: type[Part] | None = kind
    for step in field_path:
        if isinstance(step, int):
            continue
        branch = _branches(inside, mark_type).get(step) if inside else None
        if branch is None:
            break
        found = branch.mark if branch.mark is not None else found
        inside = branch.inside
    return found


@dataclass(frozen=True)
class _Branch(Generic[K]):
    """A field that has a mark of some type, or holds groups of fields with such marks."""

    attribute: str
    mark: K | None
    inside: type[Part] | None
    """The group of fields with marks that it holds, if it holds one or several."""


def _branches(kind: type[Part], mark_type: type[K]) -> Mapping[str, _Branch[K]]:
    return _marked(kind, mark_type)  # type: ignore[arg-type]  # a class has a hash


@cache
def _marked(kind: type[Part], mark_type: type[K]) -> Mapping[str, _Branch[K]]:
    found: dict[str, _Branch[K]] = {}
    for attribute, field in kind.model_fields.items():
        mark, inside = _mark_on(field, mark_type), _part_in(field.annotation)
        if inside is not None and not _branches(inside, mark_type):
            inside = None
        if mark is not None or inside is not None:
            found[field.alias or attribute] = _Branch(attribute, mark, inside)
    return found


def _mark_on(field: FieldInfo, mark_type: type[K]) -> K | None:
    """Return the mark of a field, also if it is beside one type of several: `Day | None`."""
    marks = [*field.metadata]
    if get_origin(field.annotation) in (Union, types.UnionType):
        for arg in get_args(field.annotation):
            marks += get_args(arg)[1:] if get_origin(arg) is Annotated else ()
    return next((mark for mark in marks if isinstance(mark, mark_type)), None)


def _part_in(annotation: Any) -> type[Part] | None:
    """Return the group of fields that a field holds, if it holds one or several."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _part_in(arg))), None)


def _parts_in(place: FieldPath, value: Any) -> Iterator[tuple[FieldPath, Part]]:
    """Yield each group of fields in a value, with its place."""
    if isinstance(value, Part):
        yield place, value
    elif isinstance(value, tuple | dict):
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _parts_in((*place, step), item)


def marked_values(record: Part, sort: type[M]) -> list[tuple[FieldPath, M, str]]:
    """Return (way, mark, text) for every text of a record that carries a mark of this sort."""
    found: list[tuple[FieldPath, M, str]] = []
    values = record.__dict__  # Much faster than asking the model for one after the other.
    for name, attribute, shape in _fields(type(record), sort):  # type: ignore[arg-type]  # a class has a hash
        if value := values[attribute]:
            _collect(value, shape, (name,), found)
    return found


def marked_values_in(
    kind: type[Part], name: str, value: Any, sort: type[M]
) -> list[tuple[FieldPath, M, str]]:
    """Return the same for what was written in one field of a record and could not be read."""
    found: list[tuple[FieldPath, M, str]] = []
    for field, _, shape in _fields(kind, sort):  # type: ignore[arg-type]  # a class has a hash
        if field == name:
            _collect_written(value, shape, (name,), found)
    return found


def _collect_written(
    value: Any, shape: _Shape, field_path: FieldPath, found: list[tuple[FieldPath, Any, str]]
) -> None:
    """Add the marked texts in a value as somebody wrote it, whatever else is wrong with it."""
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
    """Add the marked texts in a value; a manual has hundreds of thousands of them."""
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
    """Return the fields of a part that can hold texts with a mark of this sort."""
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
