"""The types of fields for a comparison, from the current model or from the values."""

import types
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ...model import Entity, Prose, Reference, kinds
from ...text import field_label

_SPOKEN = {
    "text": "Text",
    "aliases": "Also known as",
    "on": "Day",
    "accountabilities": "Responsibilities",
    "authorities": "Authorities",
    "statements": "Rules",
    "do": "Instruction",
}
_ITEMS = {"statements": "Rule", "steps": "Step"}
"""The names of the items of lists that are numbered on the page."""
_IN_ORDER = {"steps"}
"""Lists of groups whose order has a meaning; in lists of prose it always has."""


@dataclass(frozen=True)
class ValueShape:
    """The type of the values of a field."""

    name: str = ""
    reference: bool = False
    prose: bool = False
    day: bool = False
    many: bool = False
    part: "tuple[ValueShape, ...] | None" = None
    """The fields of the group; None if it is not a group."""
    grouped: bool = False
    """Whether it is a group of values by name: the cells of a matrix."""
    default: Any = None
    """The default, as a JSON value."""

    @property
    def title(self) -> str:
        """The label of the field on pages."""
        return _SPOKEN.get(self.name) or field_label(self.name)

    @property
    def item(self) -> str:
        """The name of an item, if the items are numbered."""
        return _ITEMS.get(self.name, "")

    @property
    def ordered(self) -> bool:
        """Whether the order of the items has a meaning."""
        return self.name in _IN_ORDER if self.part is not None else not self.reference


@cache
def shapes_of(folder: str) -> dict[str, ValueShape]:
    """Return the fields of a kind by their names in the data; empty if the kind is unknown."""
    kind: type[Entity] | None = kinds().get(folder)
    return {item.name: item for item in _inside(kind)} if kind else {}


def _inside(part: type[BaseModel]) -> tuple[ValueShape, ...]:
    return tuple(_shape(field.alias or name, field) for name, field in part.model_fields.items())


def _shape(name: str, field: FieldInfo) -> ValueShape:
    default = field.default if isinstance(field.default, str | int | float) else None
    found = _marks(field.annotation, list(field.metadata))
    return ValueShape(name, default=default, **found)


def _marks(annotation: Any, marks: list[Any]) -> dict[str, Any]:
    """Return the arguments of `ValueShape` that follow from an annotation."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _marks(args[0], [*marks, *args[1:]])
    if origin in (Union, types.UnionType):
        return _marks(next(arg for arg in args if arg is not type(None)), marks)
    if origin is tuple:
        return _marks(args[0], []) | {"many": True}
    if origin is dict:
        return _marks(args[0], []) | {"grouped": True}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {"part": _inside(annotation)}
    return {
        "reference": any(isinstance(mark, Reference) for mark in marks),
        "prose": any(isinstance(mark, Prose) for mark in marks),
        "day": annotation is date,
    }


def guess_shape(name: str, *values: Any) -> ValueShape:
    """Return the probable type of a field that the model does not have."""
    value = next((value for value in values if value not in (None, "", [], {})), None)
    many = isinstance(value, list)
    inner = value[0] if many and value else value
    if isinstance(inner, dict):
        if many:
            return ValueShape(name, many=True, part=())
        if all(isinstance(item, str) for item in inner.values()):
            return ValueShape(name, grouped=True, reference=True)
        return ValueShape(name, part=())
    prose = isinstance(inner, str) and (" " in inner)
    return ValueShape(name, many=many, prose=prose, reference=not prose and isinstance(inner, str))
