"""Whom a change concerns: the roles that a record names, before or after, and for what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...model import mark_named
from ...model._markers import Affects, Topic
from ..snapshot import Snapshot, Values, texts_in
from ._changes import Change, Comparison, Detail

TOPICS: dict[Topic, str] = {
    "role": "Role description",
    "cells": "Responsibility matrix",
    "reading": "Required reading",
    "steps": "Procedure steps",
    "training": "Competence and training",
    "owned": "Owned records",
    "reviews": "Reviews",
    "people": "Appointments",
    "reporting": "Reporting line",
    "systems": "AI systems",
    "told": "Communication",
}
"""What a change can be to a role, in the order of how near it is."""
_ITSELF = Affects("role")
_DOING = set("AR")


@dataclass(frozen=True)
class RoleImpact:
    """A change, and what it is to a role."""

    topic: Topic
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
        for role, name, mark in _named(change, before, after, roles, persons, all_staff):
            details = _about(change, role) if mark.is_personal else ()
            letters = {*_letters(before.get(name), role), *_letters(after.get(name), role)}
            # Who does it, or answers for it, must know what is done now.
            if _matters(change, mark, details) or letters & _DOING:
                concern = RoleImpact(mark.topic, change, details)
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
) -> Iterator[tuple[str, str, Affects]]:
    """Yield (role, field, mark) for each role that a record names in a field that matters to it."""
    if change.folder == "roles":
        yield change.key, "id", _ITSELF
    for values in (after, before):
        for name, value in values.items():
            mark = mark_named(change.folder, name, Affects)
            if mark is None:
                continue
            named = {roles[text] for text in texts_in(value) if text in roles}
            yield from ((role, name, mark) for role in sorted(named))
            if mark.all_staff and (all_staff in named or value is True):
                yield from ((role, name, mark) for role in persons)


def _about(change: Change, role: str) -> tuple[Detail, ...]:
    """Return what of a change names a role itself."""
    return tuple(
        detail
        for field in change.fields
        for detail in field.details
        if any(value.key == role for value in detail.values)
    )


def _matters(change: Change, mark: Affects, details: tuple[Detail, ...]) -> bool:
    """Return whether a change matters to a role that the record names."""
    return not mark.is_personal or change.kind != "changed" or bool(details)


def _letters(cells: Any, role: str) -> str:
    """Return the letters of a role, if a field is a row of the responsibility matrix."""
    return str(cells.get(role, "")) if isinstance(cells, Mapping) else ""


def group_by_topic(concerns: Iterable[RoleImpact]) -> list[tuple[str, list[RoleImpact]]]:
    """Return what concerns a role under the words for what it is to the role."""
    found: dict[str, list[RoleImpact]] = {}
    for one in concerns:
        found.setdefault(TOPICS[one.topic], []).append(one)
    return list(found.items())
