"""What a record's fields are made of: which hold ids of other records, which hold prose."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from ._entity import Part, Path
from ._types import Prose, Reference

M = TypeVar("M", Reference, Prose)


@dataclass(frozen=True)
class _Shape:
    """How marked texts lie inside a value."""

    marks: tuple[Reference | Prose, ...] = ()
    part: type[Part] | None = None
    each: "_Shape | None" = None
    keys: "_Shape | None" = None

    @property
    def empty(self) -> bool:
        """Whether no marked text can be in the value."""
        return not (self.marks or self.part or self.each or self.keys)


def _shape(annotation: Any, marks: tuple[Any, ...] = ()) -> _Shape:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(args[0], (*marks, *args[1:]))
    if origin in (Union, types.UnionType):
        inner = next((arg for arg in args if arg is not type(None)), str)
        return _shape(inner, marks)
    if origin is tuple:
        each = _shape(args[0])
        return _Shape(each=None if each.empty else each)
    if origin is dict:
        keys, each = _shape(args[0]), _shape(args[1])
        return _Shape(
            keys=None if keys.empty else keys,
            each=None if each.empty else each,
        )
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _Shape(part=annotation if _plan(annotation) else None)  # type: ignore[arg-type]  # every model here is a Part
    return _Shape(marks=tuple(mark for mark in marks if isinstance(mark, Reference | Prose)))


@cache
def _plan(kind: type[Part]) -> tuple[tuple[str, str, _Shape], ...]:
    """Return (name in the file, attribute, shape) of each field that can hold marked text."""
    plan = []
    for attribute, field in kind.model_fields.items():
        shape = _shape(field.annotation, tuple(field.metadata))
        if not shape.empty:
            plan.append((field.alias or attribute, attribute, shape))
    return tuple(plan)


def marked(record: Part, mark: type[M]) -> Iterator[tuple[Path, M, str]]:
    """Yield (way, mark, text) for every text of a record that carries a mark of this sort."""
    for name, attribute, shape in _plan(type(record)):
        value = getattr(record, attribute)
        if value:
            yield from _within(value, shape, (name,), mark)


def _within(value: Any, shape: _Shape, way: Path, mark: type[M]) -> Iterator[tuple[Path, M, str]]:
    for found in shape.marks:
        if isinstance(found, mark):
            yield way, found, value
    if shape.part is not None:
        for step, found, text in marked(value, mark):
            yield (*way, *step), found, text
    if shape.keys is not None:
        for key in value:
            yield from _within(key, shape.keys, (*way, key), mark)
    if shape.each is not None:
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for step, item in items:
            if item:
                yield from _within(item, shape.each, (*way, step), mark)
