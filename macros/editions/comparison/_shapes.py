"""What sort of values a field holds, as far as today's model knows it."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from ...model import Entity, Part, Prose, Reference, kinds, mark_named, marks_of
from ...model._annotations import ValueType, value_type_of
from ...model._markers import Heading, NotCompared, NotContent
from ...text import field_label


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
    heading: Heading | None = None
    is_compared: bool = True
    """Whether comparisons show it."""
    is_last: bool = False
    """Whether it is shown after all other fields."""
    default: Any = None
    """What it says where nobody wrote it, as JSON has it."""

    @property
    def title(self) -> str:
        """What the field is called on pages."""
        return self.heading.words if self.heading else field_label(self.name)

    @property
    def item(self) -> str:
        """What one item of its list is called, where it is numbered."""
        return self.heading.item if self.heading else ""

    @property
    def ordered(self) -> bool:
        """Whether the order of its items says something."""
        return bool(self.item) if self.part is not None else not self.reference


@cache
def shapes_of(folder: str) -> dict[str, ValueShape]:
    """Return the fields of a kind by their names in the data; nothing where it is unknown."""
    kind: type[Entity] | None = kinds().get(folder)
    return {shape.name: shape for shape in _inside(kind)} if kind else {}


def _inside(part: type[Part]) -> tuple[ValueShape, ...]:
    fields = ((field.alias or name, field) for name, field in part.model_fields.items())
    return tuple(_shape(part, name, field) for name, field in fields)


def _shape(part: type[Part], name: str, field: FieldInfo) -> ValueShape:
    default = field.default if isinstance(field.default, str | int | float) else None
    state = marks_of(part, NotContent).get(name)
    return ValueShape(
        name,
        heading=marks_of(part, Heading).get(name),
        is_compared=name not in marks_of(part, NotCompared),
        is_last=state is not None and state.is_last,
        default=default,
        **_values(value_type_of(field)),
    )


def _values(values: ValueType) -> dict[str, Any]:
    """Return the arguments of `ValueShape` that follow from the type of a field."""
    if values.key is not None:
        return _values(values.key) | {"grouped": True}
    if values.item is not None:
        return _values(values.item) | {"many": True}
    if values.part is not None:
        return {"part": _inside(values.part)}
    return {
        "reference": any(isinstance(mark, Reference) for mark in values.marks),
        "prose": any(isinstance(mark, Prose) for mark in values.marks),
        "day": values.base is date,
    }


def guess_shape(name: str, *values: Any, folder: str = "") -> ValueShape:
    """Return what a field of a kind, or of a group, seems to hold that the model does not know."""
    heading = mark_named(folder, name, Heading)
    is_compared = mark_named(folder, name, NotCompared) is None
    return ValueShape(name, heading=heading, is_compared=is_compared, **_guess(*values))


def _guess(*values: Any) -> dict[str, Any]:
    value = next((given for given in values if given not in (None, "", [], {})), None)
    many = isinstance(value, list)
    inner = value[0] if many and value else value
    if isinstance(inner, dict):
        if many:
            return {"many": True, "part": ()}
        if all(isinstance(item, str) for item in inner.values()):
            return {"grouped": True, "reference": True}
        return {"part": ()}
    prose = isinstance(inner, str) and (" " in inner)
    return {"many": many, "prose": prose, "reference": not prose and isinstance(inner, str)}
