"""The normal form of values, in which texts with the same words are equal.

Line breaks inside a paragraph, folding, spaces at the ends of lines, the Unicode form of letters
and the order of sets do not count. The order of rules and steps, the lines of tables and the
content of code blocks do. Fingerprints and comparisons share this form.
"""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any
from unicodedata import normalize

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from ..model import Part, Prose, Reference, mark_named, marks_of
from ..model._annotations import ValueType, value_type_of
from ..model._markers import Unordered

_SPACES = re.compile(r"[ \t\r\n]+")
_LEAD = re.compile(r"[\s>]*(?:(?:[-*+:]|\d+[.)]|\[\^[^\]]*\]:)[ ]+)*")
"""The markers before the words of a paragraph: of a quotation, a list or a footnote."""
_BLANK = re.compile(r"[ \t]+")


def normal_values(
    kind: type[Part] | None, values: Mapping[str, Any], width: int = 0
) -> dict[str, Any]:
    """Return the fields of a record, as JSON values, in normal form.

    Fields that the kind does not have (any longer) are plain text. With a `width`, paragraphs of
    Markdown are wrapped at this number of characters.
    """
    fields = _fields(kind) if kind else {}
    return {
        name: _normal(value, fields.get(name) or _unknown(name), width)
        for name, value in values.items()
    }


def differing(
    kind: type[Part] | None, old: Mapping[str, Any], new: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return two states of a record, in normal form in the fields that differ."""
    fields = _fields(kind) if kind else {}
    before, after = {**old}, {**new}
    for name in old.keys() & new.keys():
        if old[name] != new[name]:
            field = fields.get(name) or _unknown(name)
            before[name], after[name] = _pair(old[name], new[name], field)
    return before, after


def sets_of(kind: type[Part]) -> frozenset[str]:
    """Return the names of the fields whose values are sets."""
    return frozenset(name for name, field in _fields(kind).items() if field.is_set)


# Most texts are the same in the edition that a record is compared with.
@lru_cache(maxsize=4096)
def normal_text(text: str) -> str:
    """Return a plain text in normal form: on one line, with single spaces."""
    return _SPACES.sub(" ", normalize("NFC", text)).strip()


@lru_cache(maxsize=4096)
def normal_markdown(text: str) -> str:
    """Return Markdown in normal form: each paragraph on one line."""
    if "\n" not in text.strip():
        return normal_text(text)
    text = normalize("NFC", text).replace("\r\n", "\n")
    lines = text.expandtabs(4).split("\n")
    quoted, kept, joined = 0, set[int](), set[int]()
    for token in _parser().parse("\n".join(lines)):
        quoted += token.nesting if token.type.startswith("blockquote") else 0
        first, end = token.map or (0, 0)
        if token.type in ("fence", "code_block"):
            kept.update(range(first, end))
        elif token.type == "inline" and end > first:
            marks = r"^[\s>]+" if quoted else r"^\s+"
            rest = [re.sub(marks, "", line).strip() for line in lines[first + 1 : end]]
            lines[first] = " ".join([lines[first].rstrip(), *rest])
            joined.update(range(first + 1, end))
    return _written(lines, kept, joined)


def _wrapped(text: str, width: int) -> str:
    """Return Markdown in normal form with its paragraphs wrapped at a width."""
    lines = text.split("\n")
    tokens = _parser().parse(text)
    for before, token in pairwise(tokens):
        if token.type == "inline" and before.type == "paragraph_open" and token.map:
            at = token.map[0]
            lead = _LEAD.match(lines[at])
            hanging = re.sub(r"[^>\s]", " ", lead[0]) if lead else ""
            lines[at] = textwrap.fill(
                lines[at],
                width,
                subsequent_indent=hanging,
                break_long_words=False,
                break_on_hyphens=False,
            )
    return "\n".join(lines)


def _written(lines: list[str], kept: set[int], joined: set[int]) -> str:
    """Return the remaining lines, without redundant spaces and blank lines."""
    found: list[str] = []
    for number, line in enumerate(lines):
        if number in joined:
            continue
        if number not in kept:
            indent = line[: len(line) - len(line.lstrip())]
            line = indent + _BLANK.sub(" ", line.strip())
            line = line.rstrip()
            if not line and (not found or not found[-1]):
                continue
        found.append(line)
    return "\n".join(found).strip("\n")


@dataclass(frozen=True)
class _Field:
    """The type of a field."""

    part: type[Part] | None = None
    """The class of the group, if the value is a group or a list of groups."""
    is_prose: bool = False
    is_set: bool = False
    """Whether it is a list whose order has no meaning."""


def _pair(old: Any, new: Any, field: _Field) -> tuple[Any, Any]:
    """Return two values, in normal form if they differ."""
    if old == new:
        return old, new
    if isinstance(old, dict) and isinstance(new, dict) and field.part is not None:
        return differing(field.part, old, new)
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new) and field.part:
        pairs = [_pair(item, other, field) for item, other in zip(old, new, strict=True)]
        return [before for before, _ in pairs], [other for _, other in pairs]
    return _normal(old, field), _normal(new, field)


def _normal(value: Any, field: _Field, width: int = 0) -> Any:
    if isinstance(value, str):
        text = normal_markdown(value) if field.is_prose else normal_text(value)
        return _wrapped(text, width) if width and field.is_prose else text
    if isinstance(value, list):
        found = [_normal(item, field, width) for item in value]
        return (
            sorted({str(item): item for item in found}.values(), key=str) if field.is_set else found
        )
    if isinstance(value, Mapping):
        if field.part is not None:
            return normal_values(field.part, value, width)
        return {normal_text(str(key)): _normal(item, field, width) for key, item in value.items()}
    return value


@cache
def _fields(kind: type[Part]) -> dict[str, _Field]:
    unordered = marks_of(kind, Unordered)
    named = ((info.alias or name, info) for name, info in kind.model_fields.items())
    return {
        name: _field(value_type_of(info), is_unordered=name in unordered) for name, info in named
    }


@cache
def _unknown(name: str) -> _Field:
    return _Field(is_set=mark_named("", name, Unordered) is not None)


def _field(values: ValueType, *, is_unordered: bool) -> _Field:
    if values.base is tuple and values.item is not None:
        item = _field(values.item, is_unordered=is_unordered)
        is_reference = any(isinstance(mark, Reference) for mark in values.item.marks)
        return replace(item, is_set=item.part is None and (is_reference or is_unordered))
    is_prose = any(isinstance(mark, Prose) for mark in values.marks)
    return _Field(values.part, is_prose)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return parser.use(admon_plugin).use(deflist_plugin).use(footnote_plugin)
