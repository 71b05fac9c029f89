"""Changes as HTML, with marks that do not depend on colour or on sight."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from ..editions.comparison import (
    ROUTINE,
    Change,
    Detail,
    FieldChange,
    Piece,
    RoleImpact,
    Value,
    group_by_topic,
)
from ..manual import Manual
from ..model import Controlled, mark_named
from ..model._markers import NotContent, Routine
from ._folded import folded
from ._markup import link

__all__ = [
    "CHANGED_AGAIN",
    "brief",
    "details",
    "group_by_topic",
    "heading",
    "name",
    "sort",
    "titles",
]

_SPOKEN = Markup('<span class="aims-spoken" data-print-exclude>{} </span>')
CHANGED_AGAIN = ROUTINE
_SORTS = {"added": "new", "removed": "gone", "changed": "changed"}


def details(manual: Manual, change: Change) -> Markup:
    """Return the changed fields of a record, with their former and current values.

    Fields of document control, such as dates and revisions, are folded below the content.
    """
    minor = [field for field in change.fields if _is_minor(change, field)]
    content = [field for field in change.fields if field not in minor]
    if not content:
        return _fields(manual, minor)
    shown = _fields(manual, content)
    if minor:
        shown += folded(titles(minor), _fields(manual, minor)) + "\n"
    return shown


def titles(fields: Iterable[FieldChange]) -> str:
    """Return the titles of changed fields in a line: `Version, next review`."""
    words = ", ".join(field.title[:1].lower() + field.title[1:] for field in fields)
    return words[:1].upper() + words[1:]


def _is_minor(change: Change, field: FieldChange) -> bool:
    """Return whether a field says how far a record is, and not what it tells its readers."""
    return any(mark_named(change.folder, field.name, mark) for mark in (NotContent, Routine))


def _fields(manual: Manual, fields: Iterable[FieldChange]) -> Markup:
    lines = Markup("").join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>\n").format(
            field.title, _details_list(manual, field.details)
        )
        for field in fields
    )
    return Markup('<dl class="aims-facts aims-changes">\n{}</dl>\n').format(lines)


def heading(manual: Manual, change: Change) -> Markup:
    """Return the name of the changed record, with the kind of change."""
    former = Markup(" <small>formerly {}</small>").format(change.former) if change.former else ""
    return Markup('{} <em class="aims-change-sort" data-sort="{}">{}</em>{}').format(
        name(manual, change), change.kind, sort(change), former
    )


def name(manual: Manual, change: Change) -> Markup:
    """Return the name of a changed record, as a link if the record exists."""
    return _record(manual, change.key, change.label)


def sort(change: Change) -> str:
    """Return the kind of a change in one word."""
    return _SORTS[change.kind]


def brief(manual: Manual, impact: RoleImpact) -> Markup:
    """Return in one line how a change affects a role."""
    change = impact.change
    return Markup("{} <small>{}</small>").format(
        heading(manual, change), _impact_words(manual, impact) if change.kind == "changed" else ""
    )


def _impact_words(manual: Manual, impact: RoleImpact) -> Markup:
    if impact.details:
        return Markup("; ").join(_detail(manual, detail) for detail in impact.details)
    record = manual.find(impact.change.key)
    if isinstance(record, Controlled) and (version := impact.change.field("version")):
        change_text = _detail(manual, version.details[0])
        newest = record.revisions[0].change if record.revisions else ""
        return Markup("version {}: {}").format(change_text, newest)
    titles = (field.title.lower() for field in impact.change.telling)
    return Markup("in: {}").format(", ".join(titles))


def _details_list(manual: Manual, details: tuple[Detail, ...]) -> Markup:
    if len(details) == 1:
        return _detail(manual, details[0])
    items = Markup("").join(
        Markup("<li>{}</li>\n").format(_detail(manual, detail)) for detail in details
    )
    return Markup('<ul class="aims-lines">\n{}</ul>').format(items)


def _detail(manual: Manual, detail: Detail) -> Markup:
    place = detail.place
    words = _value(manual, place) if place and place.words else None
    before = Markup('<span class="aims-place">{}:</span> ').format(words) if words else Markup("")
    return before + _difference(manual, detail)


def _difference(manual: Manual, detail: Detail) -> Markup:
    if detail.pieces:
        return Markup("").join(_piece(piece) for piece in detail.pieces)
    if detail.kind == "moved" and detail.new:
        return Markup("<i>moved</i> {}").format(_value(manual, detail.new))
    old = _deleted(_value(manual, detail.old)) if detail.old else None
    new = _inserted(_value(manual, detail.new)) if detail.new else None
    if old and new:
        return Markup("{} → {}").format(old, new)
    return old or new or Markup("")


def _piece(piece: Piece) -> Markup:
    words = escape(piece.words)
    if piece.kind == "removed":
        return _deleted(words)
    return _inserted(words) if piece.kind == "added" else words


def _deleted(words: Markup) -> Markup:
    return Markup("<del>{}{}</del>").format(_SPOKEN.format("removed:"), words)


def _inserted(words: Markup) -> Markup:
    return Markup("<ins>{}{}</ins>").format(_SPOKEN.format("added:"), words)


def _value(manual: Manual, value: Value) -> Markup:
    return _record(manual, value.key, value.words)


def _record(manual: Manual, key: str, words: str) -> Markup:
    """Return words as a link to the record, if it exists and they are its name."""
    record = manual.find(key) if key else None
    if record is None or words not in (record.title, f"{record.short_id} {record.title}"):
        return escape(words)
    return link(record)
