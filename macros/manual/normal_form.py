"""The form in which two texts of the same words are equal, however they were written down.

Line breaks inside a paragraph, folding, spaces at the ends of lines, the Unicode form of letters
and the order of sets do not count. The order of rules and steps, the lines of tables and all that
stands in a block of code do. Fingerprints and comparisons share this form. Text that stands on one
line for each paragraph, without needless spaces, is in it already.
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
"""What stands before the words of a paragraph: signs of a quotation, of a list, of a note."""
_BLANK = re.compile(r"[ \t]+")


def normal_values(
    kind: type[Part] | None, values: Mapping[str, Any], width: int = 0
) -> dict[str, Any]:
    """Return the fields of a record, as JSON has them, in normal form.

    Fields that the kind does not know, as in an edition made long ago, are taken as plain. With a
    width, the paragraphs of Markdown are in lines of at most so many letters instead.
    """
    fields = _fields(kind) if kind else {}
    return {
        name: _normal(value, fields.get(name) or _unknown(name), width)
        for name, value in values.items()
    }


def differing(
    kind: type[Part] | None, old: Mapping[str, Any], new: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a record before and after, in normal form where the two differ."""
    fields = _fields(kind) if kind else {}
    before, after = {**old}, {**new}
    for name in old.keys() & new.keys():
        if old[name] != new[name]:
            field = fields.get(name) or _unknown(name)
            before[name], after[name] = _pair(old[name], new[name], field)
    return before, after


def sets_of(kind: type[Part]) -> frozenset[str]:
    """Return the fields of a record that are sets: the order of their values says nothing."""
    return frozenset(name for name, field in _fields(kind).items() if field.is_set)


# Most texts of a record are the same in the edition that it is compared with.
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
    """Return Markdown in normal form with its paragraphs in lines, as an editor fills them."""
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
    """Return the lines that are left, without needless spaces and blank lines."""
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
    """What a field holds."""

    part: type[Part] | None = None
    """The group of fields that it holds, if it holds one or several."""
    is_prose: bool = False
    is_set: bool = False
    """Whether it is a list in which the order says nothing."""


def _pair(old: Any, new: Any, field: _Field) -> tuple[Any, Any]:
    """Return two values, in normal form where they differ: most of a record stays as it was."""
    if old == new:
        return old, new
    if isinstance(old, dict) and isinstance(new, dict) and field.part is not None:
        return differing(field.part, old, new)
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new) and field.part:
        pairs = [_pair(one, other, field) for one, other in zip(old, new, strict=True)]
        return [one for one, _ in pairs], [other for _, other in pairs]
    return _normal(old, field), _normal(new, field)


def _normal(value: Any, field: _Field, width: int = 0) -> Any:
    if isinstance(value, str):
        text = normal_markdown(value) if field.is_prose else normal_text(value)
        return _wrapped(text, width) if width and field.is_prose else text
    if isinstance(value, list):
        found = [_normal(one, field, width) for one in value]
        return sorted({str(one): one for one in found}.values(), key=str) if field.is_set else found
    if isinstance(value, Mapping):
        if field.part is not None:
            return normal_values(field.part, value, width)
        return {normal_text(str(key)): _normal(one, field, width) for key, one in value.items()}
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
