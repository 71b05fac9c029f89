"""The fields of a kind for the reference: what each says, takes, and may name."""

import inspect
import re
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from pydantic.fields import FieldInfo

from ..model import Entity, Part, kinds, marks_on
from ..model._markers import Marker
from ..tables._table import ProseCell, Table, register
from ._field_types import describe_type, referenced_kinds

HOME = "/reference/"


def field_table(kind: type[Part], title: str) -> Table:
    """Return the fields of a kind or a part: what each says, takes, and may name."""
    needed = _needed(kind)
    rows = [
        (
            code(field.alias or name),
            "yes" if name in needed else "",
            ProseCell(_says(field)),
            ProseCell(describe_type(field)),
            _may_name(field),
        )
        for name, field in kind.model_fields.items()
    ]
    columns = ["Required", "What it says", "What may be written", "May name"]
    return register(title, "Field", columns, rows)


def derived_fields(kind: type[Entity]) -> Table:
    """Return what is worked out from the fields of a kind, for `field()` and registers."""
    own = [
        (name, member)
        for one in reversed(kind.__mro__)
        if issubclass(one, Entity) and one is not Entity
        for name, member in vars(one).items()
        if isinstance(member, property) and not hasattr(Entity, name)
    ]
    rows = [(code(name), ProseCell(inspect.getdoc(member) or "")) for name, member in own]
    return register(f"Worked out for {with_article(kind.name)}", "Name", ["What it says"], rows)


def minimal_example(kind: type[Entity]) -> str:
    """Return the shortest record of a kind, as YAML."""
    return "".join(
        f"{field.alias or name}: {_sample(field)}\n" for name, field in _needed(kind).items()
    )


def with_article(name: str) -> str:
    """Return a name with its indefinite article."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def code(words: str) -> Markup:
    """Return words as code."""
    return Markup("<code>{}</code>").format(words)


def reference_link(address: str, words: str) -> Markup:
    """Return a link to a page."""
    return Markup('<a href="{}">{}</a>').format(quote(address), words)


def _says(field: FieldInfo) -> str:
    """Return what a field says, and what follows from its marks."""
    effects = (mark.effect for mark in marks_on(field, Marker))
    return " ".join(filter(None, (field.description, *effects)))


def _may_name(field: FieldInfo) -> Any:
    folders = referenced_kinds(field)
    if folders is None:
        return None
    known = kinds()
    links = [reference_link(f"{HOME}kinds/{one}/", known[one].plural) for one in folders]
    return tuple(links) or "any record"


def _needed(kind: type[Part]) -> dict[str, FieldInfo]:
    """Return the fields that must be written, those left out that the kind itself fills in."""
    fills_in = any(
        validator.info.mode == "before"
        for validator in kind.__pydantic_decorators__.model_validators.values()
    )
    return {
        name: field
        for name, field in kind.model_fields.items()
        if field.is_required() and not (fills_in and name in ("id", "title"))
    }


def _sample(field: FieldInfo) -> str:
    words = describe_type(field)
    if found := re.search(r"`([^`]+)`", words):
        return found[1]
    if "number" in words:
        return "1"
    return f"<{words}>" if words.startswith("id") else "..."
