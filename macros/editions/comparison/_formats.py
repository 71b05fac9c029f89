"""The formats of a comparison: text for a terminal, Markdown and JSON."""

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
ROUTINE = "Routine updates only"
"""The label for records in which only routine fields changed."""
_ROUTINE_WORK = "planned reviews, measurements, training and communication"
_SPECIAL = "\\`*_{}[]<>#|~&!"


def as_text(
    comparison: Comparison, concerning: Mapping[str, list[RoleImpact]] | None = None
) -> str:
    """Return a comparison as text for a terminal, without control characters from the data.

    `concerning` maps a role to its impacts, in this format and the others."""
    lines = [f"{_sides(comparison)}: {summary(comparison)}"]
    for folder in comparison.by_kind():
        lines += ["", plural(folder)]
        for change in comparison.substantial(folder):
            lines.append(f"  {_SIGNS[change.kind]} {escape_control(_named(change))}")
            for title, detail in _details(change):
                lines.append(f"      {_detail_line(title, detail, 'text')}")
        if again := comparison.again(folder):
            lines.append(
                f"  {ROUTINE}: {escape_control(', '.join(change.label for change in again))}"
            )
    for role, impacts in (concerning or {}).items():
        lines += ["", f"For {escape_control(role)}"]
        lines += [
            f"  {TOPICS[impact.topic]}: {escape_control(impact.change.label)}"
            f" ({impact.change.kind})"
            for impact in impacts
        ]
    lines += ["", _unsaid(comparison)] if comparison.silent else []
    return "\n".join(lines) + "\n"


def as_markdown(
    comparison: Comparison, concerning: Mapping[str, list[RoleImpact]] | None = None
) -> str:
    """Return a comparison as Markdown, with all text from the data escaped."""
    lines = [f"# {_escaped(_sides(comparison))}", "", f"{summary(comparison)}"]
    for folder in comparison.by_kind():
        lines += ["", f"## {_escaped(plural(folder))}", ""]
        for change in comparison.substantial(folder):
            lines.append(f"- {change.kind}: {_escaped(_named(change))}")
            for title, detail in _details(change):
                lines.append(f"    - {_detail_line(title, detail, 'markdown')}")
        if again := comparison.again(folder):
            lines.append(f"- {ROUTINE}: {_escaped(', '.join(change.label for change in again))}")
    for role, impacts in (concerning or {}).items():
        lines += ["", f"## For {_escaped(role)}", ""]
        lines += [
            f"- {TOPICS[impact.topic]}: {_escaped(impact.change.label)} ({impact.change.kind})"
            for impact in impacts
        ]
    lines += ["", _escaped(_unsaid(comparison))] if comparison.silent else []
    return "\n".join(lines) + "\n"


def as_values(
    comparison: Comparison, concerning: Mapping[str, list[RoleImpact]] | None = None
) -> dict[str, Any]:
    """Return a comparison as JSON values."""
    return {
        "schema": 1,
        "old": comparison.old,
        "old_day": comparison.old_day.isoformat() if comparison.old_day else None,
        "new": comparison.new,
        "changes": [_change(change) for change in comparison.changes],
        "not_compared": list(comparison.silent),
        "by_role": {
            role: [
                {"topic": impact.topic, "kind": impact.change.folder, "id": impact.change.key}
                for impact in impacts
            ]
            for role, impacts in (concerning or {}).items()
        },
    }


def as_json(
    comparison: Comparison, concerning: Mapping[str, list[RoleImpact]] | None = None
) -> str:
    """Return a comparison as JSON text."""
    return json.dumps(as_values(comparison, concerning), ensure_ascii=False, indent=1) + "\n"


FORMATS = {"text": as_text, "markdown": as_markdown, "json": as_json}
"""The formats by name, as `diff --format` takes them."""


def summary(comparison: Comparison) -> str:
    """Return the number of added, removed and changed records in one line."""
    if not comparison:
        return "nothing changed"
    sorts = ((sort, comparison.having(sort)) for sort in ("added", "removed", "changed"))
    counts = [f"{format_count(count, 'record')} {sort}" for sort, count in sorts if count]
    if again := sum(change.routine for change in comparison.changes):
        routine = f"{ROUTINE[:1].lower()}{ROUTINE[1:]}"
        counts.append(f"{format_count(again, 'record')} with {routine} ({_ROUTINE_WORK})")
    return ", ".join(counts)


def plural(folder: str) -> str:
    """Return the plural of a kind by its folder, also of a kind that no longer exists."""
    kind = kinds().get(folder)
    words = kind.plural if kind else folder.replace("-", " ")
    return escape_control(words[:1].upper() + words[1:])


def _sides(comparison: Comparison) -> str:
    return escape_control(f"From {comparison.old} to {comparison.new}")


def _named(change: Change) -> str:
    return f"{change.label} (before: {change.former})" if change.former else change.label


def _unsaid(comparison: Comparison) -> str:
    names = ", ".join(plural(folder) for folder in comparison.silent)
    return f"Not compared, because one side has no data about them: {names}."


def _details(change: Change) -> Iterator[tuple[str, Detail]]:
    for field in change.fields:
        for detail in field.details:
            yield field.title, detail


def _detail_line(title: str, detail: Detail, style: str) -> str:
    def shown(words: str) -> str:
        return escape_control(words) if style == "text" else _escaped(words)

    place = f", {detail.place.words}" if detail.place and detail.place.words else ""
    where = shown(f"{title}{place}")
    if detail.kind == "moved":
        words = detail.new.words if detail.new else ""
        return f"{where}: moved: {shown(words)}"
    if detail.pieces:
        pieces = (_piece(piece, style, shown(piece.words)) for piece in detail.pieces)
        return f"{where}: {''.join(pieces)}"
    old = shown(detail.old.words) if detail.old else "nothing"
    new = shown(detail.new.words) if detail.new else "nothing"
    if detail.kind == "changed" or detail.place:
        return f"{where}: {old} -> {new}"
    return f"{where}: + {new}" if detail.kind == "added" else f"{where}: - {old}"


def _piece(piece: Piece, style: str, words: str) -> str:
    before, after = _MARKS[style].get(piece.kind, ("", ""))
    # Markdown does not accept emphasis marks next to a space.
    inner = words.strip()
    if not before or not inner:
        return words
    lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{lead}{before}{inner}{after}{tail}"


def _escaped(words: str) -> str:
    return "".join(
        f"\\{character}" if character in _SPECIAL else character
        for character in escape_control(words)
    )


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
                "details": [_detail(detail) for detail in field.details],
            }
            for field in change.fields
        ],
    }


def _detail(detail: Detail) -> dict[str, Any]:
    values: dict[str, Any] = {"sort": detail.kind}
    for name in ("place", "old", "new"):
        if (value := getattr(detail, name)) is not None:
            values[name] = value.words
    if detail.pieces:
        values["words"] = [list(piece) for piece in detail.pieces]
    return values
