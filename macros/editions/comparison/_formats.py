"""A comparison as text for a terminal, as Markdown, and as values for programs."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ...diagnostics import escape_control
from ...model import kinds
from ...text import format_count
from ._changes import Change, Comparison, Detail, Piece
from ._impact import TOPICS, RoleImpact

_MARKS = {"text": {"removed": ("[-", "-]"), "added": ("{+", "+}")}}
_MARKS["markdown"] = {"removed": ("~~", "~~"), "added": ("**", "**")}
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
AGAIN = "Reviewed, held, measured, trained or sent again as planned"
"""What is said of records in which only that changed."""
_SPECIAL = "\\`*_{}[]<>#|~&!"


def as_text(
    comparison: Comparison, concerning: Mapping[str, list[RoleImpact]] | None = None
) -> str:
    """Return what changed for a person at a terminal: nothing in it can steer the terminal."""
    lines = [f"{_sides(comparison)}: {summary(comparison)}"]
    for folder in comparison.by_kind():
        lines += ["", plural(folder)]
        for change in comparison.told(folder):
            lines.append(f"  {_SIGNS[change.kind]} {escape_control(_named(change))}")
            for title, detail in _details(change):
                lines.append(f"      {_told(title, detail, 'text')}")
        if again := comparison.again(folder):
            lines.append(f"  {AGAIN}: {escape_control(', '.join(one.label for one in again))}")
    for role, several in (concerning or {}).items():
        lines += ["", f"For {escape_control(role)}"]
        lines += [
            f"  {TOPICS[one.topic]}: {escape_control(one.change.label)} ({one.change.kind})"
            for one in several
        ]
    lines += ["", _unsaid(comparison)] if comparison.silent else []
    return "\n".join(lines) + "\n"


def as_markdown(
    comparison: Comparison, concerning: Mapping[str, list[RoleImpact]] | None = None
) -> str:
    """Return what changed as Markdown; nothing from the data is markup in it."""
    lines = [f"# {_escaped(_sides(comparison))}", "", f"{summary(comparison)}"]
    for folder in comparison.by_kind():
        lines += ["", f"## {_escaped(plural(folder))}", ""]
        for change in comparison.told(folder):
            lines.append(f"- {change.kind}: {_escaped(_named(change))}")
            for title, detail in _details(change):
                lines.append(f"    - {_told(title, detail, 'markdown')}")
        if again := comparison.again(folder):
            lines.append(f"- {AGAIN}: {_escaped(', '.join(one.label for one in again))}")
    for role, several in (concerning or {}).items():
        lines += ["", f"## For {_escaped(role)}", ""]
        lines += [
            f"- {TOPICS[one.topic]}: {_escaped(one.change.label)} ({one.change.kind})"
            for one in several
        ]
    lines += ["", _escaped(_unsaid(comparison))] if comparison.silent else []
    return "\n".join(lines) + "\n"


def as_values(
    comparison: Comparison, concerning: Mapping[str, list[RoleImpact]] | None = None
) -> dict[str, Any]:
    """Return what changed as values that JSON knows."""
    return {
        "schema": 1,
        "old": comparison.old,
        "old_day": comparison.old_day.isoformat() if comparison.old_day else None,
        "new": comparison.new,
        "changes": [_change(one) for one in comparison.changes],
        "not_compared": list(comparison.silent),
        "by_role": {
            role: [
                {"topic": one.topic, "kind": one.change.folder, "id": one.change.key}
                for one in several
            ]
            for role, several in (concerning or {}).items()
        },
    }


def as_json(
    comparison: Comparison, concerning: Mapping[str, list[RoleImpact]] | None = None
) -> str:
    """Return what changed as JSON."""
    return json.dumps(as_values(comparison, concerning), ensure_ascii=False, indent=1) + "\n"


FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json}
"""The ways to tell a comparison, by their names."""


def summary(comparison: Comparison) -> str:
    """Return how much changed, in a line."""
    if not comparison:
        return "nothing changed"
    sorts = ((sort, comparison.having(sort)) for sort in ("added", "removed", "changed"))
    said = [f"{format_count(count, 'record')} {sort}" for sort, count in sorts if count]
    if again := sum(one.routine for one in comparison.changes):
        said.append(f"{again} only {AGAIN[:1].lower()}{AGAIN[1:]}")
    return ", ".join(said)


def plural(folder: str) -> str:
    """Return what the records of a kind are called, also of one that there is no more."""
    kind = kinds().get(folder)
    words = kind.plural if kind else folder.replace("-", " ")
    return escape_control(words[:1].upper() + words[1:])


def _sides(comparison: Comparison) -> str:
    return escape_control(f"From {comparison.old} to {comparison.new}")


def _named(change: Change) -> str:
    return f"{change.label} (before: {change.former})" if change.former else change.label


def _unsaid(comparison: Comparison) -> str:
    names = ", ".join(plural(folder) for folder in comparison.silent)
    return f"Not compared, because one side says nothing of them: {names}."


def _details(change: Change) -> Iterator[tuple[str, Detail]]:
    for field in change.fields:
        for detail in field.details:
            yield field.title, detail


def _told(title: str, detail: Detail, style: str) -> str:
    def shown(words: str) -> str:
        return escape_control(words) if style == "text" else _escaped(words)

    place = f", {detail.place.words}" if detail.place and detail.place.words else ""
    where = shown(f"{title}{place}")
    if detail.kind == "moved":
        words = detail.new.words if detail.new else ""
        return f"{where}: moved: {shown(words)}"
    if detail.pieces:
        return f"{where}: {''.join(_piece(one, style, shown(one.words)) for one in detail.pieces)}"
    old = shown(detail.old.words) if detail.old else "nothing"
    new = shown(detail.new.words) if detail.new else "nothing"
    if detail.kind == "changed" or detail.place:
        return f"{where}: {old} -> {new}"
    return f"{where}: + {new}" if detail.kind == "added" else f"{where}: - {old}"


def _piece(piece: Piece, style: str, words: str) -> str:
    before, after = _MARKS[style].get(piece.kind, ("", ""))
    # Markdown takes no mark that has a space inside of it.
    inner = words.strip()
    if not before or not inner:
        return words
    lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{lead}{before}{inner}{after}{tail}"


def _escaped(words: str) -> str:
    return "".join(f"\\{one}" if one in _SPECIAL else one for one in escape_control(words))


def _change(change: Change) -> dict[str, Any]:
    return {
        "sort": change.kind,
        "kind": change.folder,
        "id": change.key,
        "former_id": change.former or None,
        "label": change.label,
        "fields": [
            {
                "name": field.name,
                "title": field.title,
                "details": [_detail(one) for one in field.details],
            }
            for field in change.fields
        ],
    }


def _detail(detail: Detail) -> dict[str, Any]:
    told: dict[str, Any] = {"sort": detail.kind}
    for name in ("place", "old", "new"):
        if (value := getattr(detail, name)) is not None:
            told[name] = value.words
    if detail.pieces:
        told["words"] = [list(piece) for piece in detail.pieces]
    return told
