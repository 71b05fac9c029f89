"""The impact of changes on roles."""

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
"""The headings of impacts, the most direct first."""
_ITSELF = Affects("role")


@dataclass(frozen=True)
class RoleImpact:
    """A change that affects a role."""

    topic: Topic
    change: Change
    details: tuple[Detail, ...] = ()
    """The details about the role itself, such as its cell; empty means the whole change."""


def impacts_by_role(
    comparison: Comparison, old: Snapshot, new: Snapshot, all_staff: str = "all-staff"
) -> dict[str, list[RoleImpact]]:
    """Return the impacts by the id of the role, the most direct first."""
    now = {change.former: change.key for change in comparison.changes if change.former}
    roles = {id: now.get(id, id) for side in (old, new) for id in side.records.get("roles", {})}
    bodies = {id for id, record in new.records.get("roles", {}).items() if record.get("body")}
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
            # Responsible and accountable roles are affected by any change of the activity.
            if _matters(change, mark, details) or letters & (old.acting | new.acting):
                concern = RoleImpact(mark.topic, change, details)
                found[role].setdefault((change.folder, change.key), concern)
    order = {topic: rank for rank, topic in enumerate(TOPICS)}
    return {
        role: sorted(several.values(), key=lambda impact: order[impact.topic])
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
    """Yield (role, field, mark) for each role that a marked field of a record names."""
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
    """Return the details of a change that name a role."""
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
    """Return the impacts on a role by the heading of their topic."""
    found: dict[str, list[RoleImpact]] = {}
    for concern in concerns:
        found.setdefault(TOPICS[concern.topic], []).append(concern)
    return list(found.items())
