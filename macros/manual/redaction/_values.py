"""References to withheld records, removed from the values of a record of any kind."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from ...model import Entity, FieldPath, Reference, kinds, marked_values_in

Values = Mapping[str, Any]
Problem = tuple[FieldPath, str]
"""The path to an invalid value, and the type of pydantic's error."""


def without_names(
    folder: str,
    values: Values,
    names: Mapping[str, str],
    addresses: Mapping[str, str],
    spoken: Callable[[str], str],
) -> Values | None:
    """Return a record without references to withheld records, or None if it is then invalid.

    `addresses` maps an address to the id that replaces it; `spoken` redacts prose.
    """
    if not names and not addresses:
        return values
    kind = kinds().get(folder)
    left: dict[str, Any] = {}
    dropped: list[FieldPath] = []
    for name, value in values.items():
        if kind is None or name not in _fields_of(kind):
            value = _without_unknown_names(value, names, addresses) if name != "id" else value
            if value is None:
                continue
        else:
            for field_path, _, text in marked_values_in(kind, name, value, Reference):
                if text in names:
                    dropped.append(field_path)
                elif text in addresses:
                    value = _replace_at(value, field_path[1:], addresses[text], text)
        left[name] = _rewrite(value, spoken) if name != "id" else value
    if kind is None or not dropped:
        return values if left == values else left
    return _drop(kind, left, dropped)


def _fields_of(kind: type[Entity]) -> set[str]:
    return {field.alias or name for name, field in kind.model_fields.items()}


def _rewrite(value: Any, spoken: Callable[[str], str]) -> Any:
    """Return a value with `spoken` applied to every text in it."""
    if isinstance(value, str):
        return spoken(value)
    if isinstance(value, list):
        return [_rewrite(item, spoken) for item in value]
    if isinstance(value, dict):
        return {key: _rewrite(item, spoken) for key, item in value.items()}
    return value


def _without_unknown_names(
    value: Any, names: Mapping[str, str], addresses: Mapping[str, str]
) -> Any:
    """Return a value of an unknown field without references to withheld records.

    A group with such a reference is left out: its other fields may be about the same record.
    """
    if isinstance(value, str):
        return None if value in names else addresses.get(value, value)
    if isinstance(value, list):
        found = (_without_unknown_names(item, names, addresses) for item in value)
        return [item for item in found if item is not None]
    if isinstance(value, dict):
        left = {
            addresses.get(key, key): _without_unknown_names(item, names, addresses)
            for key, item in value.items()
        }
        named = any(key in names for key in value)
        lost = len([item for item in left.values() if item is None]) > list(value.values()).count(
            None
        )
        return None if named or lost else left
    return value


def _drop(kind: type[Entity], values: dict[str, Any], dropped: list[FieldPath]) -> Values | None:
    """Return a record without some references, and without items that are then invalid."""
    before = _problems(kind, values)
    for field_path in sorted(dropped, key=_sort_key, reverse=True):  # Earlier positions stay valid.
        values = _replace_at(values, field_path)
    known = {_without_positions(item) for item in before}
    while True:
        after = {
            field_path
            for field_path, rule in _problems(kind, values)
            if field_path in dropped or _without_positions((field_path, rule)) not in known
        }
        if not after:
            return values
        # An item of evidence is invalid without its record; the list around it is not.
        items = {item for field_path in after if (item := _innermost_item(field_path))}
        if len({_innermost_item(field_path) for field_path in after}) > len(items):
            return None
        for field_path in sorted(items, key=_sort_key, reverse=True):
            values = _replace_at(values, field_path)
        dropped = []


def _problems(kind: type[Entity], values: Values) -> set[Problem]:
    """Return the errors of a record by the current model; an older record may have some."""
    try:
        kind.model_validate(values)
    except ValidationError as error:
        return {(item["loc"], item["type"]) for item in error.errors(include_url=False)}
    return set()


def _without_positions(problem: Problem) -> Problem:
    """Return a problem without positions in lists, which change if an item is removed."""
    field_path, rule = problem
    return tuple("" if isinstance(step, int) else step for step in field_path), rule


def _innermost_item(field_path: FieldPath) -> FieldPath:
    """Return the path to the innermost list item around a path; an empty path if none."""
    last = max((n for n, step in enumerate(field_path) if isinstance(step, int)), default=-1)
    return field_path[: last + 1]


def _sort_key(field_path: FieldPath) -> tuple[str, ...]:
    return tuple(str(step).zfill(9) for step in field_path)


_GONE = object()


def _replace_at(value: Any, field_path: FieldPath, new: Any = _GONE, old: str = "") -> Any:
    """Return a value with `new` at a path, or with nothing there; `old` may be a key there."""
    if not field_path:
        return new
    step, rest = field_path[0], field_path[1:]
    if isinstance(value, list):
        items = [
            _replace_at(item, rest, new, old) if n == step else item for n, item in enumerate(value)
        ]
        return [item for item in items if item is not _GONE]
    if not rest and step == old and value[step] != old:
        return {new if key == old else key: item for key, item in value.items()}
    found = {
        key: _replace_at(item, rest, new, old) if key == step else item
        for key, item in value.items()
    }
    return {key: item for key, item in found.items() if item is not _GONE}
