"""The values of a record without the names of what is withheld, whatever the record is made of."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from ...model import Entity, Path, Reference, kinds, marked_in

Values = Mapping[str, Any]
Problem = tuple[Path, str]
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
    dropped: list[Path] = []
    for name, value in values.items():
        if kind is None or name not in _fields_of(kind):
            value = _guessed(value, names, addresses) if name != "id" else value
            if value is None:
                continue
        else:
            for way, _, text in marked_in(kind, name, value, Reference):
                if text in names:
                    dropped.append(way)
                elif text in addresses:
                    value = _put(value, way[1:], addresses[text], text)
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


def _without(kind: type[Entity], values: dict[str, Any], dropped: list[Path]) -> Values | None:
    """Return a record without some references, and without items that are nothing then."""
    before = _problems(kind, values)
    for way in sorted(dropped, key=_in_order, reverse=True):  # The places before it stay.
        values = _put(values, way)
    known = {_anywhere(one) for one in before}
    while True:
        after = {
            way
            for way, rule in _problems(kind, values)
            if way in dropped or _anywhere((way, rule)) not in known
        }
        if not after:
            return values
        # An item of evidence is nothing without what it is; the list around it is.
        items = {item for way in after if (item := _item(way))}
        if len({_item(way) for way in after}) > len(items):
            return None
        for way in sorted(items, key=_in_order, reverse=True):
            values = _put(values, way)
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
    way, rule = problem
    return tuple("" if isinstance(step, int) else step for step in way), rule


def _item(way: Path) -> Path:
    """Return the way to the innermost item of a list around something; an empty one without any."""
    last = max((n for n, step in enumerate(way) if isinstance(step, int)), default=-1)
    return way[: last + 1]


def _in_order(way: Path) -> tuple[str, ...]:
    return tuple(str(step).zfill(9) for step in way)


_GONE = object()


def _put(value: Any, way: Path, new: Any = _GONE, old: str = "") -> Any:
    """Return a value with a new one at the end of a way, or with none; `old` may be a key there."""
    if not way:
        return new
    step, rest = way[0], way[1:]
    if isinstance(value, list):
        items = [_put(one, rest, new, old) if n == step else one for n, one in enumerate(value)]
        return [one for one in items if one is not _GONE]
    if not rest and step == old and value[step] != old:
        return {new if key == old else key: one for key, one in value.items()}
    found = {key: _put(one, rest, new, old) if key == step else one for key, one in value.items()}
    return {key: one for key, one in found.items() if one is not _GONE}
