"""YAML text in, plain values out, each with its place.

The C parser's events are read as they come: building the values here is faster than PyYAML's
own loader, knows every place, and leaves each plain scalar the text it was written as. The field
it stands in says what it means, so `no`, `1.10` and `007` stay what their author wrote.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ..diagnostics import quote_excerpt
from . import comments
from .yaml_errors import CONTROL, QUOTES, Problem, explain_yaml_error, find_hidden_break, with_line

try:
    from yaml.cyaml import CParser as Events  # type: ignore[attr-defined]  # it is there
except ImportError:  # PyYAML without its C part: slower, and otherwise the same.
    from yaml import SafeLoader as Events  # type: ignore[assignment]

MAX_DEPTH = 40
MAX_COPIES = 100_000
"""How much a file may bring in by its `*`: values, and hundreds of letters of its texts."""
_NOTHING = {"", "~", "null", "Null", "NULL"}
_STANDARD_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null")}
_NO_ALIAS = "Write out what it stands for; or put quotes around a text that begins with *."
_STANDARD_TAGS |= {f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "timestamp")} | {"!"}

Place: TypeAlias = "int | Collection"
"""Where a value begins, in characters from the start of the text; in a group, where its name does.

A bare number where nothing lies inside: there are many of them, and they cost next to nothing.
"""


class Collection(NamedTuple):
    """Where a list or a group of fields begins, and where each value in it does."""

    start: int
    inner: "dict[str, Place] | list[Place]"


@dataclass
class YamlDocument:
    """What a text holds; after a problem, what could be read of it."""

    value: Any = None
    place: Place = 0
    problems: list[Problem] = field(default_factory=list)
    broken: bool = False
    """Whether reading stopped before the end."""


class _BrokenError(Exception):
    """Reading cannot go on."""


def parse(text: str) -> YamlDocument:
    """Return what a YAML text holds: texts, None, lists and dictionaries, and their places."""
    builder = _Builder(text)
    document = builder.document
    if (problem := find_hidden_break(text)) is not None:
        document.problems.append(problem)
        document.broken = True
        return document
    try:
        values, places = builder.build()
        builder.check_unused()
        if values:
            document.value, document.place = values[0], places[0]
        if comments.may_cut_off(text):
            document.problems += comments.find_cut_off(text, _events(text))
    except _BrokenError:
        document.broken = True
    except (yaml.YAMLError, UnicodeError) as error:
        document.broken = True
        document.problems.append(_said_plainly(error, text))
    return document


def _said_plainly(error: Exception, text: str) -> Problem:
    """Return why a text is not YAML: a text that a comment cuts off leaves a line that is not."""
    problem = explain_yaml_error(error, text)
    marks = [getattr(error, name, None) for name in ("context_mark", "problem_mark")]
    places = [mark.index for mark in marks if mark] or [problem.start]
    return comments.find_cut_off_between(text, min(places), max(places)) or problem


def start_of(place: Place) -> int:
    """Return where a value begins."""
    return place if isinstance(place, int) else place.start


def _events(text: str) -> Any:
    """Return what gives the next event; each sort of them has attributes of its own."""
    return Events(text).get_event


class _Open(NamedTuple):
    """A list or a group put aside while one inside it is read."""

    values: Any
    places: Any
    in_group: bool
    key: str
    start: int
    """Where the inner one begins."""
    anchor: str | None
    """What the inner one is called, where a `*name` refers to it."""


class _Builder:
    """What puts a document together from its events."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.document = YamlDocument()
        self.outer: list[_Open] = []
        self.anchors: dict[str, tuple[Any, Place]] = {}
        self.copies = 0
        self.unused: dict[str, int] = {}
        """Where texts begin that an `&` names, to which no `*` has referred yet."""

    def build(self) -> tuple[list[Any], list[Place]]:
        """Return the document as a list of one item; what is seldom stands in other functions."""
        values, places, in_group, key, start, _ = _Open([], [], False, "", 0, None)
        marked = "&" in self.text or "!" in self.text  # Most texts have neither anchor nor tag.
        next_event = _events(self.text)
        place: Place
        while event := next_event():
            sort = event.__class__
            if not in_group:
                start = event.start_mark.index
            elif sort is ScalarEvent:  # A field's name; what comes next is its value.
                key, start = event.value, event.start_mark.index
                if marked or key in values:
                    self._check_name(event, places)
                sort = (event := next_event()).__class__
            elif sort is not MappingEndEvent:
                self._refuse_as_name(event)
            if sort is ScalarEvent:
                value, place = event.value, start
                if marked or event.style == '"' or value in _NOTHING:
                    value = self._checked(event, place)
            elif sort is MappingStartEvent or sort is SequenceStartEvent:
                self._check_start(event)
                self.outer.append(_Open(values, places, in_group, key, start, event.anchor))
                in_group = sort is MappingStartEvent
                values, places = ({}, {}) if in_group else ([], [])
                continue
            elif sort is MappingEndEvent or sort is SequenceEndEvent:
                value, place = self._closed(values, places)
                values, places, in_group, key, start, _ = self.outer.pop()
            elif sort is AliasEvent:
                value, place = self._copied(event, start)
            else:
                self._check_document(event, values)
                continue
            if in_group:  # Of a name written twice, the first one counts.
                values.setdefault(key, value), places.setdefault(key, place)
            else:
                values.append(value), places.append(place)
        return values, places

    def check_unused(self) -> None:
        """Report each text that loses its beginning because that looks like a name for a `*`."""
        for start in self.unused.values():
            said = "has a text that begins with &, which YAML takes for a name that nothing uses"
            self._problem(start, said, with_line(QUOTES, self.text, start))

    def _check_name(self, event: Any, places: dict[str, Place]) -> None:
        name, start = event.value, event.start_mark.index
        if name in places:
            first = self.text.count("\n", 0, start_of(places[name])) + 1
            said = f"has {quote_excerpt(name)} twice in one group; the first one is on line {first}"
            self._problem(start, said, "Keep one of them.")
        self._checked(event, start)

    def _checked(self, event: Any, place: int) -> str | None:
        """Return what a text stands for: itself, or nothing."""
        value: str | None = event.value
        if not event.style and value in _NOTHING and event.tag is None:
            value = None
        self._check_tag(event)
        if found := CONTROL.search(event.value):
            said = f"has a text with a control character in it (U+{ord(found[0]):04X})"
            self._problem(event.start_mark.index, said, "Take out the \\ that stands for it.")
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, place)
            self.unused[event.anchor] = event.start_mark.index
        return value

    def _refuse_as_name(self, event: Any) -> NoReturn:
        if event.__class__ is AliasEvent:
            said = f"has {quote_excerpt(f'*{event.anchor}')} where the name of a field belongs"
            self._stop(event, said, _NO_ALIAS)
        said = "has a list or a group of fields where the name of a field belongs"
        self._stop(event, said, "Put quotes around a text that begins with [ or {.")

    def _check_start(self, event: Any) -> None:
        if len(self.outer) >= MAX_DEPTH:
            said = f"is nested more than {MAX_DEPTH} levels deep"
            self._stop(event, said, "No record needs that; look for brackets and indentation.")
        if event.tag is not None:
            self._check_tag(event)

    def _check_tag(self, event: Any) -> None:
        if event.tag is not None and event.tag not in _STANDARD_TAGS:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            said = f"has the tag {quote_excerpt(shown)}, which means nothing here"
            hint = "Delete it; or put quotes around a text that begins with !."
            self._problem(event.start_mark.index, said, hint)

    def _check_document(self, event: Any, values: list[Any]) -> None:
        if values and isinstance(event, DocumentStartEvent):
            self._stop(
                event,
                "holds a second document after ---",
                "Put each record in a file of its own, or all in one list.",
            )

    def _closed(self, values: Any, places: Any) -> tuple[Any, Place]:
        """Return the innermost list or group, which is complete."""
        opened = self.outer[-1]
        if "<<" in values and isinstance(values, dict):
            values, places = self._merged(values, places)
        place = Collection(opened.start, places)
        if opened.anchor is not None:
            self.anchors[opened.anchor] = (values, place)
        return values, place

    def _copied(self, event: Any, start: int) -> tuple[Any, Place]:
        """Return what a `*name` stands for: its fields lie where they were written."""
        name, shown = event.anchor, quote_excerpt(f"*{event.anchor}")
        if any(opened.anchor == name for opened in self.outer):
            self._stop(event, f"uses {shown} inside of what it stands for", _NO_ALIAS)
        if name not in self.anchors:
            said = f"uses {shown}, which is not defined above it in this file"
            self._stop(event, said, _NO_ALIAS)
        value, place = self.anchors[name]
        self.unused.pop(name, None)
        self.copies += _size(value, MAX_COPIES)
        if self.copies > MAX_COPIES:
            said = (
                f"holds more than {MAX_COPIES:,} values or too long texts once each * is filled in"
            )
            self._stop(event, said, "Write the values out where they are needed.")
        return value, start if isinstance(place, int) else Collection(start, place.inner)

    def _merged(
        self, value: dict[str, Any], places: dict[str, Place]
    ) -> tuple[dict[str, Any], dict[str, Place]]:
        """Return a group with what `<<` brings in below what it says itself."""
        brought, place = value.pop("<<"), places.pop("<<")
        sources = [(brought, place)]
        if isinstance(brought, list) and isinstance(place, Collection):
            sources = list(zip(brought, _listed(place), strict=True))
        for source, where in sources:
            inner = where.inner if isinstance(where, Collection) else None
            if isinstance(source, dict) and isinstance(inner, dict):
                value, places = {**source, **value}, {**inner, **places}
            else:
                hint = "Write `<<: *name` for a group with &name above."
                self._problem(start_of(place), "has a << that brings in no group of fields", hint)
        return value, places

    def _problem(self, start: int, message: str, hint: str = "") -> None:
        self.document.problems.append(Problem(start, message, hint))

    def _stop(self, event: Any, message: str, hint: str = "") -> NoReturn:
        self._problem(event.start_mark.index, message, hint)
        raise _BrokenError


def _listed(place: Collection) -> list[Place]:
    return place.inner if isinstance(place.inner, list) else []


def _size(value: Any, enough: int) -> int:
    """Return how much there is in a value, counted as for `MAX_COPIES`; or more than enough."""
    count, waiting = 0, [value]
    while waiting and count <= enough:
        inner = waiting.pop()
        count += 1 + (len(inner) // 100 if isinstance(inner, str) else 0)
        if isinstance(inner, dict):
            waiting += inner.values()
        elif isinstance(inner, list):
            waiting += inner
    return count
