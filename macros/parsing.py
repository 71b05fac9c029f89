"""YAML text in, plain values out, each with its place.

The C parser's events are read as they come: building the values here is faster than PyYAML's
own loader, knows every line, and leaves each plain scalar the text it was written as. The field
it stands in says what it means, so `no`, `1.10` and `007` stay what their author wrote.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML without its C part: slower, and otherwise the same.
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MAX_DEPTH = 40
MAX_VALUES = 2_000_000
_NOTHING = {"", "~", "null", "Null", "NULL"}
_STANDARD_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null")}
_STANDARD_TAGS |= {f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "timestamp")} | {"!"}


class Place(NamedTuple):
    """Where a value stands (lines and columns from 1), where its name stands, what is in it."""

    line: int
    column: int
    inner: "dict[str, Place] | list[Place] | None" = None
    key_line: int = 0
    key_column: int = 0


class Problem(NamedTuple):
    """Something in a file that cannot be read."""

    line: int
    column: int
    message: str
    hint: str = ""


@dataclass
class Document:
    """What a file holds; after a problem, what could be read of it."""

    value: Any = None
    place: Place = Place(1, 1)
    problems: list[Problem] = field(default_factory=list)
    broken: bool = False
    """Whether reading stopped before the end."""


class _Stop(Exception):
    """Reading cannot go on."""


def parse(text: str) -> Document:
    """Return what a YAML text holds: texts, None, lists and dictionaries, and their places."""
    document = Document()
    try:
        _Builder(document).build(text)
    except _Stop:
        document.broken = True
    except yaml.MarkedYAMLError as error:
        document.broken = True
        document.problems.append(_said_plainly(error, text))
    except yaml.reader.ReaderError as error:
        document.broken = True
        before = text[: error.position]
        column = len(before) - (before.rfind("\n") + 1) + 1
        document.problems.append(
            Problem(
                before.count("\n") + 1,
                column,
                f"holds a character that no text has (U+{ord(text[error.position]):04X})"
                if error.position < len(text)
                else "holds a character that no text has",
                "Delete it; it often comes with text pasted from elsewhere.",
            )
        )
    return document


class _Builder:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.anchors: dict[str, tuple[Any, Place, int]] = {}
        self.count = 0

    def build(self, text: str) -> None:
        """Read all events and put the values together."""
        # Each open collection: [value, places, key, key's line, key's column, line, column,
        # anchor, values counted before it]; a key that waits for its value is not None.
        stack: list[list[Any]] = []
        scalar, alias = yaml.ScalarEvent, yaml.AliasEvent
        start = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
        end = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        seen_document = False
        for event in yaml.parse(text, Loader=Loader):
            kind = type(event)
            if kind is scalar:
                self.count += 1
                mark = event.start_mark
                line, column = mark.line + 1, mark.column + 1
                value: Any = event.value
                if event.tag is not None:
                    self._check_tag(event.tag, line, column)
                elif not event.style and value in _NOTHING and event.implicit[0]:
                    value = None
                top = stack[-1] if stack else None
                if top is not None and type(top[0]) is dict and top[2] is None:
                    self._open_key(top, event.value, line, column)
                    continue
                place = Place(line, column)
                if event.anchor is not None:
                    self.anchors[event.anchor] = (value, place, 1)
            elif kind in start:
                if len(stack) >= MAX_DEPTH:
                    self._stop(event, f"is nested more than {MAX_DEPTH} levels deep")
                if event.tag is not None:
                    mark = event.start_mark
                    self._check_tag(event.tag, mark.line + 1, mark.column + 1)
                if stack and type(stack[-1][0]) is dict and stack[-1][2] is None:
                    self._stop(event, "has a list or a group where the name of a field belongs")
                mark = event.start_mark
                empty: Any = ({}, {}) if kind is start[0] else ([], [])
                stack.append(
                    [*empty, None, 0, 0, mark.line + 1, mark.column + 1, event.anchor, self.count]
                )
                continue
            elif kind in end:
                top = stack.pop()
                value, places, anchor = top[0], top[1], top[7]
                self.count += 1
                if type(value) is dict and "<<" in value:
                    value, places = self._merged(value, places)
                place = Place(top[5], top[6], places)
                if anchor is not None:
                    self.anchors[anchor] = (value, place, self.count - top[8])
            elif kind is alias:
                if event.anchor not in self.anchors:
                    self._stop(event, f"uses *{event.anchor}, which is not defined above it")
                value, place, size = self.anchors[event.anchor]
                self.count += size
                top = stack[-1] if stack else None
                if top is not None and type(top[0]) is dict and top[2] is None:
                    mark = event.start_mark
                    self._open_key(top, str(value), mark.line + 1, mark.column + 1)
                    continue
            elif kind is yaml.DocumentStartEvent:
                if seen_document:
                    self._stop(
                        event,
                        "holds a second document after ---",
                        "Put each record in a file of its own, or all in one list.",
                    )
                seen_document = True
                continue
            else:
                continue
            if self.count > MAX_VALUES:
                self._stop(event, f"holds more than {MAX_VALUES} values once its * are filled in")
            if not stack:
                self.document.value, self.document.place = value, place
            else:
                self._close_value(stack[-1], value, place)

    def _open_key(self, top: list[Any], key: str, line: int, column: int) -> None:
        if key in top[0]:
            first = top[1][key].key_line
            self.document.problems.append(
                Problem(
                    line,
                    column,
                    f"'{key}' is written twice; the first one is on line {first}",
                    "Keep one of them.",
                )
            )
        top[2], top[3], top[4] = key, line, column

    @staticmethod
    def _close_value(top: list[Any], value: Any, place: Place) -> None:
        if type(top[0]) is list:
            top[0].append(value)
            top[1].append(place)
        else:
            key = top[2]
            if key not in top[0]:
                top[0][key] = value
                top[1][key] = Place(place[0], place[1], place[2], top[3], top[4])
            top[2] = None

    def _merged(
        self, value: dict[str, Any], places: dict[str, Place]
    ) -> tuple[dict[str, Any], dict[str, Place]]:
        """Return a mapping with what `<<` brings in below what it says itself."""
        brought, place = value.pop("<<"), places.pop("<<")
        sources = brought if isinstance(brought, list) else [brought]
        inner = place.inner if isinstance(brought, list) else [place]
        for source, where in zip(sources, inner or (), strict=False):
            if isinstance(source, dict) and isinstance(where.inner, dict):
                value = {**source, **value}
                places = {**where.inner, **places}
            else:
                self.document.problems.append(
                    Problem(place.line, place.column, "<< wants a group of fields to bring in")
                )
        return value, places

    def _check_tag(self, tag: str, line: int, column: int) -> None:
        if tag not in _STANDARD_TAGS:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self.document.problems.append(
                Problem(line, column, f"has the tag {shown}, which means nothing here", "Delete it.")
            )

    def _stop(self, event: Any, message: str, hint: str = "") -> None:
        mark = event.start_mark
        self.document.problems.append(Problem(mark.line + 1, mark.column + 1, message, hint))
        raise _Stop


def _said_plainly(error: yaml.MarkedYAMLError, text: str) -> Problem:
    """Return a YAML error in words that say what to look for."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    problem = error.problem or "cannot be read"
    if "\t" in written[: len(written) - len(written.lstrip())]:
        column = written.index("\t") + 1
        return Problem(line, column, "is indented with a tab", "Use spaces; YAML takes no tabs.")
    if written[column - 1 : column] in ("@", "`", "%"):
        return Problem(
            line,
            column,
            f"has a text that begins with {written[column - 1]}",
            "Put quotes around the text.",
        )
    if "mapping values are not allowed" in problem:
        return Problem(
            line,
            column,
            "has a colon where none can stand",
            "Put quotes around a text that holds ': ', or look at the indentation.",
        )
    if "found unexpected end of stream" in problem or "quoted scalar" in (error.context or ""):
        return Problem(line, column, "has a quote that is not closed", "Close it.")
    if "undefined alias" in problem:
        return Problem(line, column, problem)
    return Problem(
        line,
        column,
        f"is not YAML: {problem}",
        "Look at the indentation and the punctuation of this line and the one above.",
    )
