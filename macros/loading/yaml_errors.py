"""Explains the errors of PyYAML: what is wrong in the text and how to fix it."""

import json
import re
from typing import NamedTuple

import yaml

# Tab and line break are the only control characters that are allowed in a text.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# YAML ends a line at these characters; most editors do not.
_BREAKS = "\x85\u2028\u2029"
# These look like a space or are invisible, and YAML reads them as letters.
_INVISIBLE = re.compile("[\xa0\u1680\u2000-\u200f\u202f\u205f\u3000\ufeff]")
QUOTES = "Put quotes around the text."
"""A hint to which `with_line` can add the line to write."""
_LEAD = re.compile(r"[ \t]*(?:-[ \t]+)*(?:[^\s:'\"]+:[ \t]+)?")
_LONGEST_LINE = 200


class Problem(NamedTuple):
    """A problem in a text, with its start in characters from the start of the text."""

    start: int
    message: str
    hint: str = ""
    doubtful: bool = False
    """Whether the text may be right."""


class _YamlMessage(NamedTuple):
    """An error of PyYAML, and its meaning for the author."""

    pattern: str
    """A part of the problem or context of PyYAML."""
    message: str
    hint: str
    at_context: bool = False
    """Whether the place is the start of the element, not the place where reading failed."""


_MESSAGES = (
    _YamlMessage(
        "scanning a quoted scalar found unexpected",
        "has a quote that is not closed",
        "Close it, or put the whole text in quotes if the quote is part of the text.",
        at_context=True,
    ),
    _YamlMessage(
        "parsing a quoted scalar",
        "has a backslash that is not an escape sequence in double quotes",
        "Use single quotes, or write two backslashes.",
    ),
    _YamlMessage(
        "scanning a simple key could not find expected ':'",
        "has a line that is neither `name: value` nor an item of a list",
        "Add a colon and a space after the name, or indent the line if it continues the one above.",
        at_context=True,
    ),
    _YamlMessage(
        "mapping values are not allowed",
        "has a field in a place where fields are not allowed",
        "Indent it like the fields above, or add the missing colon to the line above.",
    ),
    _YamlMessage(
        "block sequence entries are not allowed",
        "has an item of a list in a place where items are not allowed",
        "Begin each item on its own line, below the name of the list.",
    ),
    _YamlMessage(
        "parsing a flow sequence",
        "has a [ without its ], or without a comma between two items",
        "Add the ] or the comma, or put quotes around a text that begins with [.",
        at_context=True,
    ),
    _YamlMessage(
        "parsing a flow mapping",
        "has a { without its }, or without a comma between two fields",
        "Add the } or the comma, or put quotes around a text that begins with {.",
        at_context=True,
    ),
    _YamlMessage(
        "parsing a flow node",
        "has a comma or a bracket in place of a value",
        "Write the value, or delete the comma.",
    ),
    _YamlMessage(
        "scanning an alias",
        "has a text that begins with *",
        QUOTES,
        at_context=True,
    ),
    _YamlMessage(
        "scanning an anchor",
        "has a text that begins with &",
        QUOTES,
        at_context=True,
    ),
    _YamlMessage(
        "scanning a block scalar",
        "has text after | or > on the same line",
        "Begin the text on the next line, indented further.",
    ),
    _YamlMessage(
        "mapping keys are not allowed",
        "has a text that begins with ?",
        QUOTES,
    ),
    _YamlMessage(
        "scanning a directive",
        "has a line that begins with %",
        "Put quotes around a text that begins with %.",
    ),
    _YamlMessage(
        "tag",
        "has a text that begins with !",
        QUOTES,
        at_context=True,
    ),
    _YamlMessage(
        "did not find expected '-' indicator",
        "has a line that is not an item of the list above",
        "Begin each item with `- `, and indent its fields like those of the first item.",
    ),
    _YamlMessage(
        "parsing a block mapping did not find expected key",
        "has a line that is not a field of the group above",
        "Indent it like the fields above. If a text has quotes in it, put quotes around all of it.",
    ),
    _YamlMessage(
        "did not find expected <document start>",
        "has text after its end",
        "Indent it like the lines above, and write either one record or a list.",
    ),
)


def explain_yaml_error(error: Exception, text: str) -> Problem:
    """Return an error of PyYAML as a problem of the text."""
    if not isinstance(error, yaml.MarkedYAMLError):
        control = CONTROL.search(text)
        return _invisible(text, control.start()) if control else Problem(0, "is not YAML")
    error_text = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    place = mark.index if mark else 0
    known = next((entry for entry in _MESSAGES if entry.pattern in error_text), None)
    began = error.context_mark if known and known.at_context else None
    if special := _special(text, place, error_text, began.index if began else place):
        return special
    if known:
        start = began.index if began else place
        return Problem(start, known.message, with_line(known.hint, text, start))
    return Problem(
        place,
        f"is not YAML: {error.problem or 'it cannot be read'}",
        "Check the indentation and punctuation of this line and the one above.",
    )


def find_hidden_break(text: str) -> Problem | None:
    """Return a problem for the first line break that most editors do not show, or None."""
    if text.isascii():
        return None
    found = [start for char in _BREAKS if (start := text.find(char)) >= 0]
    return _invisible(text, min(found)) if found else None


def _special(text: str, place: int, error_text: str, began: int) -> Problem | None:
    """Return a problem that the text shows better than the error of PyYAML, or None."""
    begin, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    first = min(begin, text.rfind("\n", 0, began) + 1)
    if found_char := _INVISIBLE.search(text, first, end if end >= 0 else len(text)):
        return _invisible(text, found_char.start())
    before = text[begin:place].rstrip()
    if not before and text[place : place + 1] == "\t":
        return Problem(place, "is indented with a tab", "Use spaces: YAML does not allow tabs.")
    if "cannot start any token" in error_text:
        message = f"has a text that begins with {text[place]}"
        return Problem(place, message, with_line(QUOTES, text, place))
    if "mapping values" in error_text and re.search(":[ \t]", before):
        return Problem(place, "has a second colon on one line", with_line(QUOTES, text, place))
    if "expected key" in error_text and before.endswith(("'", '"')):
        hint = "Put quotes around the whole text. In single quotes, write ' twice."
        return Problem(place, "has text after a closing quote", hint)
    if "expected key" in error_text and before.endswith(("]", "}")):
        hint = "Put quotes around a text that begins with [ or {."
        return Problem(place, "has text after a closing bracket", hint)
    if not text[place:].strip() and "parsing a flow" in error_text:
        return Problem(place, "ends before a [ or { is closed", "Add the missing ] or }.")
    return None


def with_line(hint: str, text: str, place: int) -> str:
    """Return a hint with the line to write, if the text ends with its line."""
    end = text.find("\n", place)
    line = text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]
    lead = _LEAD.match(line)
    words = line[lead.end() :].strip() if lead else ""
    # In brackets and quotes, the end of the intended text is unknown.
    if hint != QUOTES or not lead or not words or set(line) & set("{}[]\"'#"):
        return hint
    name = lead[0].split()[-1:] or [""]
    written = f"{name[0]} {json.dumps(words, ensure_ascii=False)}".strip()
    return f"{hint[:-1]}: `{written}`." if len(written) <= _LONGEST_LINE else hint


def _invisible(text: str, start: int) -> Problem:
    message = f"has an invisible character (U+{ord(text[start]):04X})"
    return Problem(
        start, message, "Delete it or replace it with a space; it came with pasted text."
    )
