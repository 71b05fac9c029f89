"""The comparison of the fields of a record, item by item."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ._alignment import align
from ._changes import Detail, FieldChange, Piece, Value
from ._labels import Labels
from ._shapes import ValueShape, guess_shape, shapes_of
from ._words import paragraphs, split_changes


def compare_fields(
    folder: str, old: Mapping[str, Any], new: Mapping[str, Any], names: Labels
) -> Iterator[FieldChange]:
    """Yield the changed fields of a record of the kind with this folder."""
    known = shapes_of(folder)
    # Who reads what changed wants to know first what a text says now.
    order = sorted(known, key=lambda name: known[name].is_last)
    for name in [*order, *sorted((set(old) | set(new)) - set(known))]:
        if old.get(name) == new.get(name):
            continue
        shape = known.get(name) or guess_shape(name, new.get(name), old.get(name), folder=folder)
        if not shape.is_compared:
            continue
        details = tuple(_details(_value(old, shape), _value(new, shape), shape, names))
        if details:
            yield FieldChange(name, shape.title, details)


def _value(values: Mapping[str, Any], shape: ValueShape) -> Any:
    """Return the value of a field, or its default if it is not written."""
    value = values.get(shape.name, shape.default)
    return None if _is_nothing(value) else value


def _is_nothing(value: Any) -> bool:
    """Return whether a value means the same as a missing field; 0 does not."""
    return value is None or value is False or value in ("", [], {})


def _details(old: Any, new: Any, shape: ValueShape, names: Labels) -> Iterator[Detail]:
    if old == new:
        return
    if isinstance(old, list) or isinstance(new, list):
        yield from _of_list(_as_list(old), _as_list(new), shape, names)
    elif isinstance(old, Mapping) or isinstance(new, Mapping):
        if shape.grouped:
            yield from _of_group(_as_group(old), _as_group(new), shape, names)
        else:
            yield from _of_part(_as_group(old), _as_group(new), shape, names, "")
    elif shape.prose and isinstance(old or "", str) and isinstance(new or "", str):
        yield from _of_prose(old or "", new or "", names)
    else:
        yield _of_values(old, new, shape, names)


def _of_values(
    old: Any, new: Any, shape: ValueShape, names: Labels, place: Value | None = None
) -> Detail:
    before = names.shown(old, shape) if old not in (None, "") else None
    after = names.shown(new, shape) if new not in (None, "") else None
    if before and after and before.words == after.words:  # Different ids with the same label.
        before, after = Value(str(old), before.key), Value(str(new), after.key)
    marks: tuple[Piece, ...] = ()
    if before and after and not shape.reference and min(len(before.words), len(after.words)) > 40:
        marks = split_changes(before.words, after.words)
    sort = "changed" if before and after else "added" if after else "removed"
    return Detail(sort, place, before, after, marks)  # type: ignore[arg-type]  # one of these


def _of_prose(old: str, new: str, names: Labels, place: Value | None = None) -> Iterator[Detail]:
    """Yield the changes in prose, paragraph by paragraph."""
    before, after = paragraphs(names.plain(old)), paragraphs(names.plain(new))
    if before == after:  # Only markup or links changed: show the source text.
        before, after = paragraphs(old), paragraphs(new)
    if len(before) == len(after) == 1:
        yield _of_texts(before[0], after[0], place)
        return
    for pair in align(before, after):
        if pair.old is None and pair.new is not None:
            yield Detail("added", place, None, Value(after[pair.new]))
        elif pair.new is None and pair.old is not None:
            yield Detail("removed", place, Value(before[pair.old]))
        elif pair.old is not None and pair.new is not None:
            if pair.moved:
                text = Value(before[pair.old])
                yield Detail("moved", place, text, text)
            elif before[pair.old] != after[pair.new]:
                yield _of_texts(before[pair.old], after[pair.new], place)


def _of_texts(old: str, new: str, place: Value | None) -> Detail:
    return Detail("changed", place, Value(old), Value(new), split_changes(old, new))


def _of_group(
    old: Mapping[str, Any], new: Mapping[str, Any], shape: ValueShape, names: Labels
) -> Iterator[Detail]:
    """Yield the changes in a group of values by name: the cells of a row of the matrix."""
    inner = ValueShape(shape.name)
    for key in [*new, *(key for key in old if key not in new)]:
        before, after = old.get(key), new.get(key)
        if before != after:
            yield _of_values(before, after, inner, names, names.value(key))


def _of_part(
    old: Mapping[str, Any], new: Mapping[str, Any], shape: ValueShape, names: Labels, place: str
) -> Iterator[Detail]:
    """Yield the changes in a group of fields."""
    if not old or not new:
        before, after = (Value(names.part(item, shape)) if item else None for item in (old, new))
        yield Detail("added" if new else "removed", Value(place) if place else None, before, after)
        return
    known = {field.name: field for field in shape.part or ()}
    for name in [*known, *sorted((set(old) | set(new)) - set(known))]:
        inner = known.get(name) or guess_shape(name, new.get(name), old.get(name))
        before, after = _value(old, inner), _value(new, inner)
        if before == after or not inner.is_compared:
            continue
        where = f"{place}: {inner.title.lower()}" if place else inner.title
        if inner.prose and isinstance(before, str) and isinstance(after, str):
            yield from _of_prose(before, after, names, Value(where))
        else:
            yield _of_values(before, after, inner, names, Value(where))


def _of_list(old: list[Any], new: list[Any], shape: ValueShape, names: Labels) -> Iterator[Detail]:
    if any(isinstance(item, Mapping) for item in (*old, *new)):
        yield from _of_parts(old, new, shape, names)
        return
    before, after = [_as_text(item) for item in old], [_as_text(item) for item in new]
    if shape.reference:
        yield from _of_ids(before, after, shape, names)
        return
    for pair in align(before, after, shape.ordered):
        place = _numbered(shape, pair.new if pair.new is not None else pair.old)
        if pair.old is None and pair.new is not None:
            yield Detail("added", place, None, names.shown(after[pair.new], shape))
        elif pair.new is None and pair.old is not None:
            yield Detail("removed", place, names.shown(before[pair.old], shape))
        elif pair.old is not None and pair.new is not None:
            if pair.moved:
                yield _moved(place, pair.old, pair.new, names.shown(before[pair.old], shape))
            elif before[pair.old] != after[pair.new]:
                yield from _of_prose(before[pair.old], after[pair.new], names, place)


def _of_ids(old: list[str], new: list[str], shape: ValueShape, names: Labels) -> Iterator[Detail]:
    for id in new:
        if id not in old:
            yield Detail("added", None, None, names.value(id))
    for id in old:
        if id not in new:
            yield Detail("removed", None, names.value(id))


def _of_parts(old: list[Any], new: list[Any], shape: ValueShape, names: Labels) -> Iterator[Detail]:
    """Yield the changes in a list of groups: revisions, steps, appointments, measurements."""
    before, after = [_as_group(item) for item in old], [_as_group(item) for item in new]
    first = shape.part[0] if shape.part else ValueShape()
    for i, j, moved in _pairs(before, after, shape, first):
        place = _place_of_part(before[i] if i is not None else after[j or 0], shape, first, names)
        number = _numbered(shape, j if j is not None else i)
        key = place.key if place else ""
        place = number or place
        if i is None and j is not None:
            yield Detail("added", number, None, Value(names.part(after[j], shape), key))
        elif j is None and i is not None:
            yield Detail("removed", number, Value(names.part(before[i], shape), key))
        elif i is not None and j is not None:
            if moved:
                yield _moved(place, i, j, Value(names.part(before[i], shape)))
            details = _of_part(before[i], after[j], shape, names, "")
            yield from (_within(place, detail) for detail in details)


def _pairs(
    old: list[Mapping[str, Any]], new: list[Mapping[str, Any]], shape: ValueShape, first: ValueShape
) -> Iterator[tuple[int | None, int | None, bool]]:
    """Yield (old index, new index, moved) of groups, matched by a unique first field."""
    keys_old, keys_new = ([_as_text(item.get(first.name)) for item in side] for side in (old, new))
    unique = len({*keys_old}) == len(keys_old) and len({*keys_new}) == len(keys_new)
    if first.name and unique and not shape.ordered:
        for pair in aligned_by_key(keys_old, keys_new):
            yield (*pair, False)
        return
    texts_old, texts_new = ([_words_of(item) for item in side] for side in (old, new))
    yield from align(texts_old, texts_new, shape.ordered)


def aligned_by_key(old: list[str], new: list[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield (old index, new index) of items with the same key; None if a side lacks it."""
    places = {key: number for number, key in enumerate(old)}
    for number, key in enumerate(new):
        yield places.get(key), number
    yield from ((number, None) for number, key in enumerate(old) if key not in set(new))


def _place_of_part(
    values: Mapping[str, Any], shape: ValueShape, first: ValueShape, names: Labels
) -> Value | None:
    value = values.get(first.name)
    return names.shown(value, first) if not _is_nothing(value) else None


def _within(place: Value | None, detail: Detail) -> Detail:
    """Return a detail with the name of its item before the name of the field."""
    inner = detail.place.words.lower() if detail.place else ""
    words = (
        f"{place.words}: {inner}" if place and inner else inner or (place.words if place else "")
    )
    where = Value(words, place.key if place else "")
    return Detail(detail.kind, where, detail.old, detail.new, detail.pieces)


def _moved(place: Value | None, old: int, new: int, text: Value) -> Detail:
    words = f"{place.words} (before: {old + 1})" if place else f"from place {old + 1} to {new + 1}"
    return Detail("moved", Value(words), text, text)


def _numbered(shape: ValueShape, number: int | None) -> Value | None:
    return Value(f"{shape.item} {number + 1}") if shape.item and number is not None else None


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _as_group(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {} if value is None else {"value": value}


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _words_of(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True)
