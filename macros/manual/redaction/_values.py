"""The values of a record without the names of what is withheld, whatever the record is made of."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from ...model import Entity, FieldPath, Reference, kinds, marked_values_in

Values = Mapping[str, Any]
Problem = tuple[FieldPath, str]
"""The way to something that is not right, and the name of the rule that it breaks."""


def without_names(
    folder: str,
    values: Values,
    names: Mapping[str, str],
    addresses: Mapping[str, str],
    spoken: Callable[[str], str],
) -> Values | None:
    """Return a record that names nothing withheld, or None where it is then no record.

    `addresses` gives the id that is written in place of an address; `spoken` rewrites prose.
    """
    if not names and not addresses:
        return values
    kind = kinds().get(folder)
    left: dict[str, Any] = {}
    dropped: list[FieldPath] = []
    for name, value in values.items():
        if kind is None or name not in _fields_of(kind):
            value = _guessed(value, names, addresses) if name != "id" else value
            if value is None:
                continue
        else:
            for field_path, _, text in marked_values_in(kind, name, value, Reference):
                if text in names:
                    dropped.append(field_path)
                elif text in addresses:
                    value = _put(value, field_path[1:], addresses[text], text)
        left[name] = _rewritten(value, spoken) if name != "id" else value
    if kind is None or not dropped:
        return values if left == values else left
    return _without(kind, left, dropped)


def _fields_of(kind: type[Entity]) -> set[str]:
    return {field.alias or name for name, field in kind.model_fields.items()}


def _rewritten(value: Any, spoken: Callable[[str], str]) -> Any:
    """Return a value with every text in it rewritten."""
    if isinstance(value, str):
        return spoken(value)
    if isinstance(value, list):
        return [_rewritten(one, spoken) for one in value]
    if isinstance(value, dict):
        return {key: _rewritten(one, spoken) for key, one in value.items()}
    return value


def _guessed(value: Any, names: Mapping[str, str], addresses: Mapping[str, str]) -> Any:
    """Return what is left of a value of which no model says where it names a record.

    A group that names something withheld goes with it: the rest may tell of nothing else.
    """
    if isinstance(value, str):
        return None if value in names else addresses.get(value, value)
    if isinstance(value, list):
        found = (_guessed(one, names, addresses) for one in value)
        return [one for one in found if one is not None]
    if isinstance(value, dict):
        left = {
            addresses.get(key, key): _guessed(one, names, addresses) for key, one in value.items()
        }
        named = any(key in names for key in value)
        lost = len([one for one in left.values() if one is None]) > list(value.values()).count(None)
        return None if named or lost else left
    return value


def _without(kind: type[Entity], values: dict[str, Any], dropped: list[FieldPath]) -> Values | None:
    """Return a record without some references, and without items that are nothing then."""
    before = _problems(kind, values)
    for field_path in sorted(dropped, key=_in_order, reverse=True):  # The places before it stay.
        values = _put(values, field_path)
    known = {_anywhere(one) for one in before}
    while True:
        after = {
            field_path
            for field_path, rule in _problems(kind, values)
            if field_path in dropped or _anywhere((field_path, rule)) not in known
        }
        if not after:
            return values
        # An item of evidence is nothing without what it is; the list around it is.
        items = {item for field_path in after if (item := _item(field_path))}
        if len({_item(field_path) for field_path in after}) > len(items):
            return None
        for field_path in sorted(items, key=_in_order, reverse=True):
            values = _put(values, field_path)
        dropped = []


def _problems(kind: type[Entity], values: Values) -> set[Problem]:
    """Return what today's model says against a record; a record of an older one may have some."""
    try:
        kind.model_validate(values)
    except ValidationError as error:
        return {(one["loc"], one["type"]) for one in error.errors(include_url=False)}
    return set()


def _anywhere(problem: Problem) -> Problem:
    """Return a problem without the places in lists, which move when an item goes."""
    field_path, rule = problem
    return tuple("" if isinstance(step, int) else step for step in field_path), rule


def _item(field_path: FieldPath) -> FieldPath:
    """Return the way to the innermost item of a list around something; an empty one without any."""
    last = max((n for n, step in enumerate(field_path) if isinstance(step, int)), default=-1)
    return field_path[: last + 1]


def _in_order(field_path: FieldPath) -> tuple[str, ...]:
    return tuple(str(step).zfill(9) for step in field_path)


_GONE = object()


def _put(value: Any, field_path: FieldPath, new: Any = _GONE, old: str = "") -> Any:
    """Return a value with a new one at the end of a way, or with none; `old` may be a key there."""
    if not field_path:
        return new
    step, rest = field_path[0], field_path[1:]
    if isinstance(value, list):
        items = [_put(one, rest, new, old) if n == step else one for n, one in enumerate(value)]
        return [one for one in items if one is not _GONE]
    if not rest and step == old and value[step] != old:
        return {new if key == old else key: one for key, one in value.items()}
    found = {key: _put(one, rest, new, old) if key == step else one for key, one in value.items()}
    return {key: one for key, one in found.items() if one is not _GONE}
