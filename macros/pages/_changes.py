"""What changed as HTML: marks that are seen without colour and heard without eyes."""

from markupsafe import Markup, escape

from ..editions.comparison import AGAIN, Change, Detail, Piece, RoleImpact, Value, group_by_topic
from ..manual import Manual
from ..model import Controlled
from ._markup import link

__all__ = ["CHANGED_AGAIN", "brief", "details", "group_by_topic", "heading", "name", "sort"]

_SPOKEN = Markup('<span class="aims-spoken" data-print-exclude>{} </span>')
CHANGED_AGAIN = AGAIN
_SORTS = {"added": "new", "removed": "gone", "changed": "changed"}


def details(manual: Manual, change: Change) -> Markup:
    """Return every field of a record that changed, with what it said and says."""
    fields = Markup("").join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>\n").format(
            field.title, _several(manual, field.details)
        )
        for field in change.fields
    )
    return Markup('<dl class="aims-facts aims-changes">\n{}</dl>\n').format(fields)


def heading(manual: Manual, change: Change) -> Markup:
    """Return what a change is about, with what sort of change it is."""
    former = Markup(" <small>before: {}</small>").format(change.former) if change.former else ""
    return Markup('{} <em class="aims-change-sort" data-sort="{}">{}</em>{}').format(
        name(manual, change), change.kind, sort(change), former
    )


def name(manual: Manual, change: Change) -> Markup:
    """Return what a changed record is called, as a link where it is there."""
    return _record(manual, change.key, change.label)


def sort(change: Change) -> str:
    """Return in a word what became of a record."""
    return _SORTS[change.kind]


def brief(manual: Manual, concern: RoleImpact) -> Markup:
    """Return in a line what a change is to a role: its own cells, or which fields are others."""
    change = concern.change
    return Markup("{} <small>{}</small>").format(
        heading(manual, change), _gist(manual, concern) if change.kind == "changed" else ""
    )


def _gist(manual: Manual, concern: RoleImpact) -> Markup:
    if concern.details:
        return Markup("; ").join(_detail(manual, one) for one in concern.details)
    record = manual.find(concern.change.key)
    if isinstance(record, Controlled) and (version := concern.change.field("version")):
        told = _detail(manual, version.details[0])
        newest = record.revisions[0].change if record.revisions else ""
        return Markup("version {}: {}").format(told, newest)
    titles = (field.title.lower() for field in concern.change.telling)
    return Markup("in: {}").format(", ".join(titles))


def _several(manual: Manual, those: tuple[Detail, ...]) -> Markup:
    if len(those) == 1:
        return _detail(manual, those[0])
    items = Markup("").join(Markup("<li>{}</li>\n").format(_detail(manual, one)) for one in those)
    return Markup('<ul class="aims-lines">\n{}</ul>').format(items)


def _detail(manual: Manual, detail: Detail) -> Markup:
    place = detail.place
    words = _value(manual, place) if place and place.words else None
    before = Markup('<span class="aims-place">{}:</span> ').format(words) if words else Markup("")
    return before + _told(manual, detail)


def _told(manual: Manual, detail: Detail) -> Markup:
    if detail.pieces:
        return Markup("").join(_piece(one) for one in detail.pieces)
    if detail.kind == "moved" and detail.new:
        return Markup("<i>moved</i> {}").format(_value(manual, detail.new))
    old = _gone(_value(manual, detail.old)) if detail.old else None
    new = _come(_value(manual, detail.new)) if detail.new else None
    if old and new:
        return Markup("{} → {}").format(old, new)
    return old or new or Markup("")


def _piece(piece: Piece) -> Markup:
    words = escape(piece.words)
    if piece.kind == "removed":
        return _gone(words)
    return _come(words) if piece.kind == "added" else words


def _gone(words: Markup) -> Markup:
    return Markup("<del>{}{}</del>").format(_SPOKEN.format("no longer:"), words)


def _come(words: Markup) -> Markup:
    return Markup("<ins>{}{}</ins>").format(_SPOKEN.format("now:"), words)


def _value(manual: Manual, value: Value) -> Markup:
    return _record(manual, value.key, value.words)


def _record(manual: Manual, key: str, words: str) -> Markup:
    """Return words as a link to the record that they name, where it is there and they do."""
    record = manual.find(key) if key else None
    if record is None or words not in (record.title, f"{record.short_id} {record.title}"):
        return escape(words)
    return link(record)
