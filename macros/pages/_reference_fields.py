"""The fields of a kind for the reference: meaning, allowed values, references."""

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
    """Return the fields of a kind or part: meaning, allowed values, references."""
    needed = _needed(kind)
    rows = [
        (
            code(field.alias or name),
            "yes" if name in needed else "",
            ProseCell(_description(field)),
            ProseCell(describe_type(field)),
            _linked_kinds(field),
        )
        for name, field in kind.model_fields.items()
    ]
    columns = ["Required", "Description", "Allowed values", "Can refer to"]
    return register(title, "Field", columns, rows)


def derived_fields(kind: type[Entity]) -> Table:
    """Return the values that are calculated from the fields of a kind, for `field()`."""
    own = [
        (name, member)
        for class_ in reversed(kind.__mro__)
        if issubclass(class_, Entity) and class_ is not Entity
        for name, member in vars(class_).items()
        if isinstance(member, property) and not hasattr(Entity, name)
    ]
    rows = [(code(name), ProseCell(inspect.getdoc(member) or "")) for name, member in own]
    return register(
        f"Calculated values of {with_article(kind.name)}", "Name", ["Description"], rows
    )


def minimal_example(kind: type[Entity]) -> str:
    """Return a minimal record of a kind, as YAML."""
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


def arguments(function: Any, manual_first: bool = True) -> tuple[str, ...]:
    """Return the arguments of a function, without the manual if that is the first one."""
    stars = {"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}
    return tuple(
        f"{stars.get(parameter.kind.name, '')}{parameter.name}"
        + ("" if parameter.default is inspect.Parameter.empty else " (optional)")
        for parameter in list(inspect.signature(function).parameters.values())[int(manual_first) :]
    )


def summary(sentence: str) -> str:
    """Return the summary of a docstring without `Return`."""
    words = sentence.removeprefix("Return ")
    return words[:1].upper() + words[1:].rstrip(".") + "."


def _description(field: FieldInfo) -> str:
    """Return the description of a field, with the effects of its marks."""
    effects = (mark.effect for mark in marks_on(field, Marker))
    return " ".join(filter(None, (field.description, *effects)))


def _linked_kinds(field: FieldInfo) -> Any:
    folders = referenced_kinds(field)
    if folders is None:
        return None
    known = kinds()
    links = [reference_link(f"{HOME}kinds/{folder}/", known[folder].plural) for folder in folders]
    return tuple(links) or "any record"


def _needed(kind: type[Part]) -> dict[str, FieldInfo]:
    """Return the required fields, without those that the kind fills in itself."""
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
