"""Which fields of a kind have a mark: how rules ask the model instead of listing names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic.fields import FieldInfo

from ._annotations import value_type_of
from ._entity import Entity, FieldPath, Part, kinds

K = TypeVar("K")


class MarkedField(NamedTuple, Generic[K]):
    """A field of a record, or of a group of fields inside it, that has a mark and a value."""

    field_path: FieldPath
    mark: K
    value: Any
    part: Part
    """The record, or the group of fields, that has the field."""


def marked_fields(record: Part, mark_type: type[K]) -> Iterator[MarkedField[K]]:
    """Yield every field of a record with a mark of this type; none that is empty."""
    for name, branch in _branches(type(record), mark_type).items():
        value = record.__dict__[branch.attribute]
        if not value and not isinstance(value, int | float):  # A zero says something.
            continue
        if branch.mark is not None:
            yield MarkedField((name,), branch.mark, value, record)
        for place, part in _parts_in((name,), value) if branch.inside else ():
            for field in marked_fields(part, mark_type):
                yield MarkedField((*place, *field.field_path), field.mark, field.value, field.part)


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


def mark_named(folder: str, name: str, mark_type: type[K]) -> K | None:
    """Return the mark of a field of a kind in the plain values of an edition, whatever its age.

    An edition may have kinds and fields that today's model does not have. They are taken for what
    today's fields of the same name are, if these all have the same mark. Without a folder, the
    field is one of a group of fields.
    """
    kind = kinds().get(folder)
    if kind is not None and name in _names(kind):
        return marks_of(kind, mark_type).get(name)
    known = [part for part in _below(Entity if folder else Part) if name in _names(part)]
    marks = [marks_of(part, mark_type).get(name) for part in known]
    return marks[0] if marks and all(mark == marks[0] for mark in marks) else None


@cache
def _names(kind: type[Part]) -> frozenset[str]:
    return frozenset(field.alias or name for name, field in kind.model_fields.items())


def _below(part: type[Part]) -> Iterator[type[Part]]:
    for kind in part.__subclasses__():
        yield kind
        yield from _below(kind)


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
        mark, inside = _mark_on(field, mark_type), value_type_of(field).innermost.part
        if inside is not None and not _branches(inside, mark_type):
            inside = None
        if mark is not None or inside is not None:
            found[field.alias or attribute] = _Branch(attribute, mark, inside)
    return found


def _mark_on(field: FieldInfo, mark_type: type[K]) -> K | None:
    return next(iter(marks_on(field, mark_type)), None)


def marks_on(field: FieldInfo, mark_type: type[K]) -> list[K]:
    """Return the marks of a field, also those beside one type of several: `Day | None`."""
    return [mark for mark in value_type_of(field).marks if isinstance(mark, mark_type)]


def _parts_in(place: FieldPath, value: Any) -> Iterator[tuple[FieldPath, Part]]:
    """Yield each group of fields in a value, with its place."""
    if isinstance(value, Part):
        yield place, value
    elif isinstance(value, tuple | dict):
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _parts_in((*place, step), item)
