"""What PyYAML says of a text that is no YAML, in words that say what to look for."""

import json
import re
from typing import NamedTuple

import yaml

# Tab and line break are the only control characters that a text may hold.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# YAML takes these for the end of a line; most editors do not.
_BREAKS = "\x85\u2028\u2029"
# These look like a space or like nothing, and YAML takes them for letters.
_UNSEEN = re.compile("[\xa0\u1680\u2000-\u200f\u202f\u205f\u3000\ufeff]")
QUOTES = "Put quotes around the text."
"""A hint to which `with_line` can add the line to write."""
_LEAD = re.compile(r"[ \t]*(?:-[ \t]+)*(?:[^\s:'\"]+:[ \t]+)?")
_LONGEST_LINE = 200


class Problem(NamedTuple):
    """Something in a text that cannot be read, and where it begins."""

    start: int
    message: str
    hint: str = ""
    doubtful: bool = False
    """Whether the author may have meant what is written."""


class _YamlMessage(NamedTuple):
    """What PyYAML's own words mean for the author."""

    theirs: str
    """What is found in PyYAML's problem or context."""
    ours: str
    cure: str
    at_context: bool = False
    """Whether the place to look at is where the thing began, not where reading failed."""


_SAYINGS = (
    _YamlMessage(
        "scanning a quoted scalar found unexpected",
        "has a quote that is not closed",
        "Close it; or put the whole text into quotes if the quote belongs to it.",
        at_context=True,
    ),
    _YamlMessage(
        "parsing a quoted scalar",
        "has a backslash that means nothing inside double quotes",
        "Use single quotes, or write two backslashes.",
    ),
    _YamlMessage(
        "scanning a simple key could not find expected ':'",
        "has a line that is neither `name: value` nor an item of a list",
        "Put a colon and a space after the name; indent the line if it goes on from the one above.",
        at_context=True,
    ),
    _YamlMessage(
        "mapping values are not allowed",
        "has a field where none can stand",
        "Indent it as the fields above; or put the missing colon on the line above.",
    ),
    _YamlMessage(
        "block sequence entries are not allowed",
        "has an item of a list where none can stand",
        "Begin each item on a line of its own, below the name of the list.",
    ),
    _YamlMessage(
        "parsing a flow sequence",
        "has a [ with no ] or comma where one is needed",
        "Close it with ], put commas between the items; or quote a text that begins with [.",
        at_context=True,
    ),
    _YamlMessage(
        "parsing a flow mapping",
        "has a { with no } or comma where one is needed",
        "Close it with }, put commas between the fields; or quote a text that begins with {.",
        at_context=True,
    ),
    _YamlMessage(
        "parsing a flow node",
        "has a comma or bracket where a value is needed",
        "Write the value, or take the comma away.",
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
        "has something after | or > that cannot stand there",
        "Begin the text on the next line, further to the right.",
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
        "goes on here with what is no item of the list above",
        "Begin each record with `- `, and indent its fields by as much as the first one.",
    ),
    _YamlMessage(
        "parsing a block mapping did not find expected key",
        "does not go on here with a field of the group above",
        "Indent it as the fields above; a text that holds quotes goes into quotes as a whole.",
    ),
    _YamlMessage(
        "did not find expected <document start>",
        "goes on here after its end",
        "Indent it as the lines above, and write either one record or a list.",
    ),
)


def explain_yaml_error(error: Exception, text: str) -> Problem:
    """Return an error of PyYAML as a problem of the text it read."""
    if not isinstance(error, yaml.MarkedYAMLError):
        control = CONTROL.search(text)
        return _unseen(text, control.start()) if control else Problem(0, "is not YAML")
    theirs = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    place = mark.index if mark else 0
    saying = next((one for one in _SAYINGS if one.theirs in theirs), None)
    began = error.context_mark if saying and saying.at_context else None
    if special := _special(text, place, theirs, began.index if began else place):
        return special
    if saying:
        start = began.index if began else place
        return Problem(start, saying.ours, with_line(saying.cure, text, start))
    return Problem(
        place,
        f"is not YAML: {error.problem or 'it cannot be read'}",
        "Look at the indentation and the punctuation of this line and the one above.",
    )


def find_hidden_break(text: str) -> Problem | None:
    """Return the first break of a line that most editors do not show, if there is one."""
    if text.isascii():
        return None
    found = [start for sign in _BREAKS if (start := text.find(sign)) >= 0]
    return _unseen(text, min(found)) if found else None


def _special(text: str, place: int, theirs: str, began: int) -> Problem | None:
    """Return what the text itself shows to be wrong, whatever PyYAML says of it."""
    begin, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    first = min(begin, text.rfind("\n", 0, began) + 1)
    if odd := _UNSEEN.search(text, first, end if end >= 0 else len(text)):
        return _unseen(text, odd.start())
    before = text[begin:place].rstrip()
    if not before and text[place : place + 1] == "\t":
        return Problem(place, "is indented with a tab", "Use spaces; YAML takes no tabs.")
    if "cannot start any token" in theirs:
        said = f"has a text that begins with {text[place]}"
        return Problem(place, said, with_line(QUOTES, text, place))
    if "mapping values" in theirs and re.search(":[ \t]", before):
        return Problem(place, "has a second colon on one line", with_line(QUOTES, text, place))
    if "expected key" in theirs and before.endswith(("'", '"')):
        cure = "Put quotes around the whole text; inside single quotes, write ' twice."
        return Problem(place, "has more text after a closing quote", cure)
    if "expected key" in theirs and before.endswith(("]", "}")):
        cure = "Put quotes around a text that begins with [ or {."
        return Problem(place, "has more text after a closing bracket", cure)
    if not text[place:].strip() and "parsing a flow" in theirs:
        return Problem(place, "ends before a [ or { is closed", "Close it with ] or }.")
    return None


def with_line(cure: str, text: str, place: int) -> str:
    """Return a hint with the line to write, where the text goes on to the end of its line."""
    end = text.find("\n", place)
    line = text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]
    lead = _LEAD.match(line)
    words = line[lead.end() :].strip() if lead else ""
    # Inside of brackets and quotes, nobody can say where the text ends that was meant.
    if cure != QUOTES or not lead or not words or set(line) & set("{}[]\"'#"):
        return cure
    name = lead[0].split()[-1:] or [""]
    written = f"{name[0]} {json.dumps(words, ensure_ascii=False)}".strip()
    return f"{cure[:-1]}: `{written}`." if len(written) <= _LONGEST_LINE else cure


def _unseen(text: str, start: int) -> Problem:
    said = f"holds a character that cannot be seen (U+{ord(text[start]):04X})"
    return Problem(start, said, "Delete it, or type a space; it comes with pasted text.")
