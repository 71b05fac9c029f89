"""Reads YAML text into plain values, each with its place.

It builds the values from the events of the C parser: faster than the loader of PyYAML, and with
every place. A plain scalar stays text (`no`, `1.10`, `007`): its field decides what it means.
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
    from yaml.cyaml import CParser as Events  # type: ignore[attr-defined]  # missing in its stubs
except ImportError:  # PyYAML without its C parser is slower, with the same results.
    from yaml import SafeLoader as Events  # type: ignore[assignment]

MAX_DEPTH = 40
MAX_COPIES = 100_000
"""The largest size of what aliases (`*name`) add: values, and hundreds of characters."""
_NOTHING = {"", "~", "null", "Null", "NULL"}
_TAG_NAMES = "str int float bool null map seq timestamp"
_NO_ALIAS = "Write the value itself, or put quotes around a text that begins with *."
_STANDARD_TAGS = {f"tag:yaml.org,2002:{name}" for name in _TAG_NAMES.split()} | {"!"}

Place: TypeAlias = "int | Collection"
"""The start of a value in characters from the start of the text; in a group, the start of its name.

A single value has a plain number as its place, which saves memory.
"""


class Collection(NamedTuple):
    """The start of a list or a group of fields, and of each value in it."""

    start: int
    inner: "dict[str, Place] | list[Place]"


@dataclass
class YamlDocument:
    """The content of a text; after a problem, the part that was read."""

    value: Any = None
    place: Place = 0
    problems: list[Problem] = field(default_factory=list)
    broken: bool = False
    """Whether reading stopped before the end of the text."""


class _BrokenError(Exception):
    """Reading has to stop."""


def parse(text: str) -> YamlDocument:
    """Return the content of a YAML text (texts, None, lists and dictionaries), with places."""
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
        document.problems.append(_explain(error, text))
    return document


def _explain(error: Exception, text: str) -> Problem:
    """Return why a text is not YAML; a comment that cuts off a text is the first suspect."""
    problem = explain_yaml_error(error, text)
    marks = [getattr(error, name, None) for name in ("context_mark", "problem_mark")]
    places = [mark.index for mark in marks if mark] or [problem.start]
    return comments.find_cut_off_between(text, min(places), max(places)) or problem


def start_of(place: Place) -> int:
    """Return the start of a value."""
    return place if isinstance(place, int) else place.start


def _events(text: str) -> Any:
    """Return a function that returns the next event."""
    return Events(text).get_event


class _Open(NamedTuple):
    """A list or a group that is open while one in it is read."""

    values: Any
    places: Any
    in_group: bool
    key: str
    start: int
    """The start of the inner one."""
    anchor: str | None
    """The anchor of the inner one, for an alias (`*name`)."""


class _Builder:
    """Builds a document from its events."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.document = YamlDocument()
        self.outer: list[_Open] = []
        self.anchors: dict[str, tuple[Any, Place]] = {}
        self.copies = 0
        self.unused: dict[str, int] = {}
        """The starts of texts with an anchor (`&name`) that no alias (`*name`) has used yet."""

    def build(self) -> tuple[list[Any], list[Place]]:
        """Return the document as a list of one item; rare cases are in other methods."""
        values, places, in_group, key, start, _ = _Open([], [], False, "", 0, None)
        marked = "&" in self.text or "!" in self.text  # Most texts have neither anchor nor tag.
        next_event = _events(self.text)
        place: Place
        while event := next_event():
            event_class = event.__class__
            if not in_group:
                start = event.start_mark.index
            elif event_class is ScalarEvent:  # The name of a field; the next event is its value.
                key, start = event.value, event.start_mark.index
                if marked or key in values:
                    self._check_name(event, places)
                event_class = (event := next_event()).__class__
            elif event_class is not MappingEndEvent:
                self._refuse_as_name(event)
            if event_class is ScalarEvent:
                value, place = event.value, start
                if marked or event.style == '"' or value in _NOTHING:
                    value = self._check_scalar(event, place)
            elif event_class is MappingStartEvent or event_class is SequenceStartEvent:
                self._check_start(event)
                self.outer.append(_Open(values, places, in_group, key, start, event.anchor))
                in_group = event_class is MappingStartEvent
                values, places = ({}, {}) if in_group else ([], [])
                continue
            elif event_class is MappingEndEvent or event_class is SequenceEndEvent:
                value, place = self._close(values, places)
                values, places, in_group, key, start, _ = self.outer.pop()
            elif event_class is AliasEvent:
                value, place = self._copy(event, start)
            else:
                self._check_document(event, values)
                continue
            if in_group:  # If a name is there twice, the first one counts.
                values.setdefault(key, value), places.setdefault(key, place)
            else:
                values.append(value), places.append(place)
        return values, places

    def check_unused(self) -> None:
        """Report each text whose beginning YAML reads as an unused anchor."""
        for start in self.unused.values():
            message = "has a text that begins with &, which YAML reads as an anchor"
            self._problem(start, message, with_line(QUOTES, self.text, start))

    def _check_name(self, event: Any, places: dict[str, Place]) -> None:
        name, start = event.value, event.start_mark.index
        if name in places:
            first = self.text.count("\n", 0, start_of(places[name])) + 1
            message = f"has {quote_excerpt(name)} twice in one group, first on line {first}"
            self._problem(start, message, "Delete one of the two.")
        self._check_scalar(event, start)

    def _check_scalar(self, event: Any, place: int) -> str | None:
        """Return the value of a text: the text, or None."""
        value: str | None = event.value
        if not event.style and value in _NOTHING and event.tag is None:
            value = None
        self._check_tag(event)
        if found := CONTROL.search(event.value):
            message = f"has a text with a control character (U+{ord(found[0]):04X})"
            self._problem(event.start_mark.index, message, "Delete its escape sequence (\\...).")
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, place)
            self.unused[event.anchor] = event.start_mark.index
        return value

    def _refuse_as_name(self, event: Any) -> NoReturn:
        if event.__class__ is AliasEvent:
            message = f"has {quote_excerpt(f'*{event.anchor}')} in place of the name of a field"
            self._stop(event, message, _NO_ALIAS)
        message = "has a list or a group of fields in place of the name of a field"
        self._stop(event, message, "Put quotes around a text that begins with [ or {.")

    def _check_start(self, event: Any) -> None:
        if len(self.outer) >= MAX_DEPTH:
            message = f"is nested more than {MAX_DEPTH} levels deep"
            self._stop(
                event,
                message,
                "Check the brackets and the indentation; no record needs this many levels.",
            )
        if event.tag is not None:
            self._check_tag(event)

    def _check_tag(self, event: Any) -> None:
        if event.tag is not None and event.tag not in _STANDARD_TAGS:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            message = f"has the tag {quote_excerpt(shown)}, which is not allowed"
            hint = "Delete it, or put quotes around a text that begins with !."
            self._problem(event.start_mark.index, message, hint)

    def _check_document(self, event: Any, values: list[Any]) -> None:
        if values and isinstance(event, DocumentStartEvent):
            self._stop(
                event,
                "has a second document after ---",
                "Write each record in its own file, or all records in one list.",
            )

    def _close(self, values: Any, places: Any) -> tuple[Any, Place]:
        """Return the innermost list or group, when it is complete."""
        opened = self.outer[-1]
        if "<<" in values and isinstance(values, dict):
            values, places = self._merge(values, places)
        place = Collection(opened.start, places)
        if opened.anchor is not None:
            self.anchors[opened.anchor] = (values, place)
        return values, place

    def _copy(self, event: Any, start: int) -> tuple[Any, Place]:
        """Return the value of an alias (`*name`); its fields keep their places."""
        name, shown = event.anchor, quote_excerpt(f"*{event.anchor}")
        if any(opened.anchor == name for opened in self.outer):
            self._stop(event, f"uses {shown} inside its own value", _NO_ALIAS)
        if name not in self.anchors:
            message = f"uses {shown}, which is not defined above it in this file"
            self._stop(event, message, _NO_ALIAS)
        value, place = self.anchors[name]
        self.unused.pop(name, None)
        self.copies += _size(value, MAX_COPIES)
        if self.copies > MAX_COPIES:
            message = f"has more than {MAX_COPIES:,} values, or too much text, with its aliases (*)"
            self._stop(event, message, "Write the values without aliases.")
        return value, start if isinstance(place, int) else Collection(start, place.inner)

    def _merge(
        self, value: dict[str, Any], places: dict[str, Place]
    ) -> tuple[dict[str, Any], dict[str, Place]]:
        """Return a group with the fields of its merge key (`<<`); its own fields come first."""
        merged, place = value.pop("<<"), places.pop("<<")
        sources = [(merged, place)]
        if isinstance(merged, list) and isinstance(place, Collection):
            sources = list(zip(merged, _place_list(place), strict=True))
        for source, where in sources:
            inner = where.inner if isinstance(where, Collection) else None
            if isinstance(source, dict) and isinstance(inner, dict):
                value, places = {**source, **value}, {**inner, **places}
            else:
                hint = "Write `<<: *name`, with &name on a group of fields above."
                self._problem(start_of(place), "has a << that is not a group of fields", hint)
        return value, places

    def _problem(self, start: int, message: str, hint: str = "") -> None:
        self.document.problems.append(Problem(start, message, hint))

    def _stop(self, event: Any, message: str, hint: str = "") -> NoReturn:
        self._problem(event.start_mark.index, message, hint)
        raise _BrokenError


def _place_list(place: Collection) -> list[Place]:
    return place.inner if isinstance(place.inner, list) else []


def _size(value: Any, enough: int) -> int:
    """Return the size of a value, counted as for `MAX_COPIES`; counting stops above `enough`."""
    count, waiting = 0, [value]
    while waiting and count <= enough:
        inner = waiting.pop()
        count += 1 + (len(inner) // 100 if isinstance(inner, str) else 0)
        if isinstance(inner, dict):
            waiting += inner.values()
        elif isinstance(inner, list):
            waiting += inner
    return count
