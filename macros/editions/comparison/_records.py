"""The comparison of two snapshots, record by record."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...manual.normal_form import differing
from ...model import kinds
from ...model._mentions import Mention, replace_mentions
from ...text import natural_key
from ..snapshot import Snapshot, Values, as_list
from ._changes import Change, Comparison
from ._fields import compare_fields
from ._labels import Labels


def compare(old: Snapshot, new: Snapshot, renamed: Mapping[str, str] | None = None) -> Comparison:
    """Return the changes from one snapshot to another.

    A record has a new id if its aliases name the old id, or if `renamed` maps the old id to it. A
    kind that only one side has is not compared.
    """
    names = Labels(old, new)
    shared = old.records.keys() & new.records.keys()
    both = [folder for folder in _folders(old, new) if folder in shared]
    moved = _renamed(old, new, both, renamed or {})
    changes = [
        change
        for folder in both
        for change in _of_kind(folder, old.records[folder], new.records[folder], moved, names)
    ]
    silent = tuple(
        folder
        for folder in _folders(old, new)
        if folder not in both and (old.records.get(folder) or new.records.get(folder))
    )
    return Comparison(old.label, new.label, old.day, tuple(changes), silent)


def _folders(old: Snapshot, new: Snapshot) -> list[str]:
    there = old.records.keys() | new.records.keys()
    known = [folder for folder, kind in kinds().items() if folder in there and kind.is_compared]
    return known + sorted(there - kinds().keys())


def _renamed(
    old: Snapshot, new: Snapshot, both: list[str], declared: Mapping[str, str]
) -> dict[str, str]:
    """Return the new ids of renamed records, by the old id."""
    found: dict[str, str] = {}
    for folder in both:
        before, after = old.records[folder], new.records[folder]
        gone = before.keys() - after.keys()
        for id in after.keys() - before.keys():
            aliases = after[id].get("aliases")
            names = [item for item in as_list(aliases) if isinstance(item, str)]
            former = [name for name in names if name in gone]
            former += [item for item, now in declared.items() if now == id and item in gone]
            if former:
                found[former[0]] = id
    return found


def _of_kind(
    folder: str,
    old: Mapping[str, Values],
    new: Mapping[str, Values],
    renamed: Mapping[str, str],
    names: Labels,
) -> Iterator[Change]:
    former = {now: id for id, now in renamed.items() if id in old and now in new}
    gone = [id for id in old if id not in new and id not in former.values()]
    for id in sorted([*new, *gone], key=natural_key):
        if id not in new:
            yield Change("removed", folder, id, names.label(folder, id, old[id]))
            continue
        before = old.get(former.get(id, id))
        if before is None:
            yield Change("added", folder, id, names.label(folder, id, new[id]))
        elif before != new[id]:
            now: Values
            before, now = differing(kinds().get(folder), before, new[id])
            if renamed:
                before, now = _in_new_ids(before, renamed), _without_alias(now, former.get(id, ""))
            fields = tuple(compare_fields(folder, before, now, names))
            if fields or id in former:
                shown = names.label(folder, id, new[id])
                yield Change("changed", folder, id, shown, former.get(id, ""), fields)


def _in_new_ids(values: Values, renamed: Mapping[str, str]) -> Values:
    """Return a record with new ids in its references, but not in its aliases."""
    return {
        name: value if name == "aliases" else with_new_ids(value, renamed)
        for name, value in values.items()
    }


def _without_alias(values: Values, former: str) -> Values:
    """Return a record without the alias that is its former id."""
    aliases = values.get("aliases")
    if former and isinstance(aliases, list):
        return {**values, "aliases": [alias for alias in aliases if alias != former]}
    return values


def with_new_ids(value: Any, renamed: Mapping[str, str]) -> Any:
    """Return a value with the new ids in place of the old ones."""
    if isinstance(value, str):
        if value in renamed:
            return renamed[value]
        return replace_mentions(value, lambda mention: _mention(mention, renamed))
    if isinstance(value, list):
        return [with_new_ids(item, renamed) for item in value]
    if isinstance(value, Mapping):
        return {renamed.get(key, key): with_new_ids(item, renamed) for key, item in value.items()}
    return value


def _mention(mention: Mention, renamed: Mapping[str, str]) -> str:
    if mention.target not in renamed:
        return mention.written
    return mention.written.replace(mention.target, renamed[mention.target], 1)
