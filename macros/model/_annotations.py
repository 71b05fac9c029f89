"""The one reader of pydantic's annotations: what values a field allows, and their marks."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from ._entity import Part


@dataclass(frozen=True)
class ValueType:
    """The values that an annotation allows besides `None`."""

    base: Any
    """`str`, `date`, a `Literal`, a group of fields; `tuple` of a list, `dict` of a mapping."""
    marks: tuple[Any, ...] = ()
    """What is written beside it in `Annotated`, and inside a `Field(...)` there."""
    item: "ValueType | None" = None
    """The values of a list or a mapping."""
    key: "ValueType | None" = None
    """The names of a mapping."""

    @property
    def part(self) -> type[Part] | None:
        """The group of fields, if it is one itself."""
        is_part = isinstance(self.base, type) and issubclass(self.base, Part)
        return self.base if is_part else None

    @property
    def choices(self) -> tuple[str, ...]:
        """The values themselves, if there is a choice of some."""
        if get_origin(self.base) is Literal:
            return tuple(map(str, get_args(self.base)))
        is_enum = isinstance(self.base, type) and issubclass(self.base, Enum)
        return tuple(str(item.value) for item in self.base) if is_enum else ()

    @property
    def innermost(self) -> "ValueType":
        """The values inside all lists and mappings."""
        return self.item.innermost if self.item else self


def value_type_of(field: FieldInfo) -> ValueType:
    """Return the values that a field allows."""
    return _value_type(field.annotation, tuple(field.metadata))


def _value_type(annotation: Any, marks: tuple[Any, ...] = ()) -> ValueType:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _value_type(args[0], (*marks, *args[1:]))
    if origin in (Union, types.UnionType):
        return _value_type(next((arg for arg in args if arg is not type(None)), str), marks)
    marks = tuple(_flat(marks))
    if origin is tuple:
        return ValueType(tuple, marks, _value_type(args[0]))
    if origin is dict:
        return ValueType(dict, marks, _value_type(args[1]), _value_type(args[0]))
    return ValueType(annotation, marks)


def _flat(marks: tuple[Any, ...]) -> Iterator[Any]:
    for mark in marks:
        yield mark
        yield from getattr(mark, "metadata", ())
