"""What sort of values a field holds, as far as today's model knows it."""

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
    "accountabilities": "What it does",
    "authorities": "What it may decide",
    "statements": "Rules",
    "do": "What is done",
}
_ITEMS = {"statements": "Rule", "steps": "Step"}
"""What one item of a list is called that is numbered on its page."""
_IN_ORDER = {"steps"}
"""Lists of parts in which the order says something; in lists of prose it always does."""


@dataclass(frozen=True)
class ValueShape:
    """What a field holds."""

    name: str = ""
    reference: bool = False
    prose: bool = False
    day: bool = False
    many: bool = False
    part: "tuple[ValueShape, ...] | None" = None
    """The fields inside, where it is a group of them."""
    grouped: bool = False
    """Whether it is a group by names: the cells of a matrix."""
    default: Any = None
    """What it says where nobody wrote it, as JSON has it."""

    @property
    def title(self) -> str:
        """What the field is called on pages."""
        return _SPOKEN.get(self.name) or field_label(self.name)

    @property
    def item(self) -> str:
        """What one item of its list is called, where it is numbered."""
        return _ITEMS.get(self.name, "")

    @property
    def ordered(self) -> bool:
        """Whether the order of its items says something."""
        return self.name in _IN_ORDER if self.part is not None else not self.reference


@cache
def shapes_of(folder: str) -> dict[str, ValueShape]:
    """Return the fields of a kind by their names in the data; nothing where it is unknown."""
    kind: type[Entity] | None = kinds().get(folder)
    return {one.name: one for one in _inside(kind)} if kind else {}


def _inside(part: type[BaseModel]) -> tuple[ValueShape, ...]:
    return tuple(_shape(field.alias or name, field) for name, field in part.model_fields.items())


def _shape(name: str, field: FieldInfo) -> ValueShape:
    default = field.default if isinstance(field.default, str | int | float) else None
    found = _marks(field.annotation, list(field.metadata))
    return ValueShape(name, default=default, **found)


def _marks(annotation: Any, marks: list[Any]) -> dict[str, Any]:
    """Return what an annotation says of its values."""
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
    """Return what a field seems to hold that the model does not know."""
    value = next((one for one in values if one not in (None, "", [], {})), None)
    many = isinstance(value, list)
    inner = value[0] if many and value else value
    if isinstance(inner, dict):
        if many:
            return ValueShape(name, many=True, part=())
        if all(isinstance(one, str) for one in inner.values()):
            return ValueShape(name, grouped=True, reference=True)
        return ValueShape(name, part=())
    prose = isinstance(inner, str) and (" " in inner)
    return ValueShape(name, many=many, prose=prose, reference=not prose and isinstance(inner, str))
