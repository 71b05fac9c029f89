"""Whom a change concerns: the roles that a record names, before or after, and for what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..snapshot import Snapshot, Values, texts_in
from ._changes import Change, Comparison, Detail

TOPICS = {
    "role": "The role itself",
    "cells": "Cells in the responsibility matrix",
    "reading": "Policies to have read",
    "steps": "Procedures to act in",
    "training": "Training and competence",
    "owned": "To answer for",
    "reviews": "Reviews to take part in",
    "people": "Who holds the role",
    "reporting": "Reporting line",
    "systems": "AI systems to do with",
    "told": "Told and to be told",
}
"""What a change can be to a role, in the order of how near it is."""
_BY_FIELD = {
    ("activities", "responsibilities"): "cells",
    ("policies", "audience"): "reading",
    ("procedures", "steps"): "steps",
    ("courses", "roles"): "training",
    ("courses", "audience"): "training",
    ("people", "appointments"): "people",
    ("roles", "reports_to"): "reporting",
    ("ai-systems", "users"): "systems",
    ("ai-systems", "affected"): "systems",
    ("ai-systems", "impact_assessment"): "systems",
    ("channels", "audience"): "told",
    ("communications", "audience"): "told",
    ("communications", "sender"): "told",
    ("reviews", "participants"): "reviews",
}
_OF_ALL_STAFF = {"policies": "reading", "courses": "training", "communications": "told"}
"""Kinds in which the body of all staff, or `everyone`, means each role that is one person's."""
_BY_DETAIL = {"cells", "people", "reporting"}
"""Topics in which only what is said of the role itself concerns it, not the rest of the record."""
_DOING = set("AR")


@dataclass(frozen=True)
class RoleImpact:
    """A change, and what it is to a role."""

    topic: str
    """One of the `TOPICS`."""
    change: Change
    details: tuple[Detail, ...] = ()
    """What of it is about the role itself: its cell, its appointment; nothing means all."""


def impacts_by_role(
    comparison: Comparison, old: Snapshot, new: Snapshot, all_staff: str = "all-staff"
) -> dict[str, list[RoleImpact]]:
    """Return what concerns each role, by its id: what is nearest to it first."""
    now = {one.former: one.key for one in comparison.changes if one.former}
    roles = {id: now.get(id, id) for side in (old, new) for id in side.records.get("roles", {})}
    bodies = {id for id, one in new.records.get("roles", {}).items() if one.get("body")}
    persons = [id for id in roles.values() if id not in bodies]
    found: dict[str, dict[tuple[str, str], RoleImpact]] = {id: {} for id in roles.values()}
    for change in comparison.changes:
        if change.routine:
            continue
        before = old.records[change.folder].get(change.former or change.key, {})
        after = new.records[change.folder].get(change.key, {})
        for role, topic in _named(change, before, after, roles, persons, all_staff):
            details = _about(change, role) if topic in _BY_DETAIL else ()
            if _matters(change, topic, details, role, before, after):
                concern = RoleImpact(topic, change, details)
                found[role].setdefault((change.folder, change.key), concern)
    order = {topic: rank for rank, topic in enumerate(TOPICS)}
    return {
        role: sorted(several.values(), key=lambda one: order[one.topic])
        for role, several in found.items()
        if several
    }


def _named(
    change: Change,
    before: Values,
    after: Values,
    roles: Mapping[str, str],
    persons: list[str],
    all_staff: str,
) -> Iterator[tuple[str, str]]:
    """Yield (role, topic) for each role that a record names in a field that makes it matter."""
    if change.folder == "roles":
        yield change.key, "role"
    for values in (after, before):
        for name, value in values.items():
            topic = "owned" if name == "owner" else _BY_FIELD.get((change.folder, name))
            topic = topic or _wide_topic(change.folder, name, value)
            if topic is None:
                continue
            named = {roles[text] for text in texts_in(value) if text in roles}
            everyone = all_staff in named or (name == "everyone" and value is True)
            yield from ((role, topic) for role in sorted(named))
            if everyone and change.folder in _OF_ALL_STAFF:
                yield from ((role, _OF_ALL_STAFF[change.folder]) for role in persons)


def _wide_topic(folder: str, name: str, value: Any) -> str | None:
    return _OF_ALL_STAFF.get(folder) if name == "everyone" and value is True else None


def _about(change: Change, role: str) -> tuple[Detail, ...]:
    """Return what of a change names a role itself."""
    return tuple(
        detail
        for field in change.fields
        for detail in field.details
        if any(value.key == role for value in detail.values)
    )


def _matters(
    change: Change,
    topic: str,
    details: tuple[Detail, ...],
    role: str,
    before: Values,
    after: Values,
) -> bool:
    """Return whether a change is of weight to a role that the record names."""
    if topic not in _BY_DETAIL or change.kind != "changed" or details:
        return True
    if topic != "cells":
        return False
    letters = {*_letters(before, role), *_letters(after, role)}
    return bool(letters & _DOING)  # Who does it, or answers for it, must know what is done now.


def _letters(values: Mapping[str, Any], role: str) -> str:
    cells = values.get("responsibilities")
    return str(cells.get(role, "")) if isinstance(cells, Mapping) else ""


def group_by_topic(concerns: Iterable[RoleImpact]) -> list[tuple[str, list[RoleImpact]]]:
    """Return what concerns a role under the words for what it is to the role."""
    found: dict[str, list[RoleImpact]] = {}
    for one in concerns:
        found.setdefault(TOPICS[one.topic], []).append(one)
    return list(found.items())
