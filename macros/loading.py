"""Files in, records out; or what is wrong with them, each with its place."""

import gc
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from . import messages
from .files import Text, texts
from .findings import Finding, Level, Location
from .model import Entity, Part, kinds
from .model import Path as Way
from .parsing import Document, Place, Problem, parse
from .settings import Settings

SETTINGS = "settings"
P = TypeVar("P", bound=Part)


@dataclass(frozen=True)
class Source:
    """Where a record was written."""

    text: Text
    place: Place

    def locate(self, *way: str | int) -> Location:
        """Return the place of a field, or of the closest thing around it that was written."""
        place, line, column = self.place, self.place.line, self.place.column
        for step in way:
            inner = place.inner
            if isinstance(inner, dict) and step in inner:
                place = inner[str(step)]
                line, column = place.key_line or place.line, place.key_column or place.column
            elif isinstance(inner, list) and isinstance(step, int) and step < len(inner):
                place = inner[step]
                line, column = place.line, place.column
            else:
                break
        return Location(self.text.shown, line, column)

    def locate_words(self, words: str, *way: str | int) -> Location:
        """Return where words stand inside a field, or the field where they were broken."""
        where = self.locate(*way)
        start = self.text.offset(where.line)
        found = self.text.content.find(words, start)
        if found < 0:
            return where
        line = where.line + self.text.content.count("\n", start, found)
        return Location(where.path, line, found - self.text.content.rfind("\n", 0, found))


@dataclass
class Loaded:
    """All that a data folder holds."""

    records: list[tuple[Entity, Source]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)
    settings_source: Source | None = None
    unread: set[str] = field(default_factory=set)
    """Ids of records that were written but could not be read."""
    flawed: set[tuple[str, str]] = field(default_factory=set)
    """(key of a record, field) that was left out because it could not be read."""
    whole: bool = True
    """Whether every record could be read, if need be without a flawed field."""


def load(folder: Path) -> Loaded:
    """Return the records of a data folder, and what is wrong with it."""
    loaded = Loaded()
    known = kinds()
    # Nothing made here is garbage before the end: looking for cycles would double the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        for item in texts(folder, {*known, SETTINGS}):
            if isinstance(item, Finding):
                loaded.findings.append(item)
                loaded.whole = loaded.whole and item.level != Level.ERROR
            elif item.folder == SETTINGS:
                _load_settings(item, loaded)
            else:
                _load_records(item, known[item.folder], loaded)
    finally:
        if collecting:
            gc.enable()
    if not loaded.records and not loaded.findings:
        loaded.findings.append(
            Finding(
                Location(folder.as_posix()),
                "holds no record",
                "Begin with organisation.yaml and roles.yaml.",
            )
        )
    return loaded


def _load_settings(text: Text, loaded: Loaded) -> None:
    document = parse(text.content)
    source = Source(text, document.place)
    loaded.findings += _problems(text, document)
    loaded.settings_source = source
    if document.value is None:
        return
    if not isinstance(document.value, dict):
        where = source.locate()
        loaded.findings.append(Finding(where, "is not a group of settings", "Write `name: value`."))
        return
    found, faults, _ = _validated(Settings, document.value)
    loaded.findings += [
        Finding(source.locate(*way), f"settings: {message}", hint) for way, message, hint in faults
    ]
    loaded.settings = found or loaded.settings


def _load_records(text: Text, kind: type[Entity], loaded: Loaded) -> None:
    document = _document(text)
    loaded.findings += _problems(text, document)
    if document.broken:
        loaded.whole = False
        loaded.unread |= {
            match[1].strip("'\" \r") for match in re.finditer(r"(?m)^(?:- )?\s*id: *(.+)$", text.content)
        }
        return
    if document.value is None:
        if not document.problems:
            where = Location(text.shown)
            loaded.findings.append(Finding(where, "holds no record", level=Level.NOTICE))
        return
    single = not isinstance(document.value, list)
    values = [document.value] if single else document.value
    places = [document.place] if single else document.place.inner
    assert isinstance(places, list)
    for value, place in zip(values, places, strict=True):
        source = Source(text, place)
        if isinstance(value, dict):
            _load_record(kind, value, source, loaded)
        else:
            loaded.whole = False
            what = "a list" if isinstance(value, list) else "empty" if value is None else "a text"
            loaded.findings.append(
                Finding(
                    source.locate(),
                    f"this {kind.name} is {what}; a record is a group of fields",
                    "Begin it with `id:` and put each field on a line of its own.",
                )
            )


def _load_record(kind: type[Entity], value: dict[str, Any], source: Source, loaded: Loaded) -> None:
    record, faults, dropped = _validated(kind, value)
    written = value.get("id")
    name = written if isinstance(written, str) and written else ""
    shown = name or (record.id if record else f"this {kind.name}")
    for way, message, hint in faults:
        if not name and way == ("id",) and _looks_like_a_mapping_of_records(value):
            hint = "Write a list: `- id: ...` for each record."
        where = source.locate(*way)
        loaded.findings.append(Finding(where, f"{shown}: {message}", hint, record=name))
    if record is None:
        loaded.whole = False
        if name:
            loaded.unread.add(name)
        return
    loaded.flawed |= {(record.key, field) for field in dropped}
    loaded.records.append((record, source))
    for part, way in record.within():
        place = source.place
        for step in way:
            place = place.inner[step]  # type: ignore[index,call-overload]  # the way was just made from it
        loaded.records.append((part, Source(source.text, place)))


def _looks_like_a_mapping_of_records(value: dict[str, Any]) -> bool:
    return bool(value) and all(isinstance(inner, dict) for inner in value.values())


def _validated(
    kind: type[P], value: dict[str, Any]
) -> tuple[P | None, list[messages.Fault], set[str]]:
    """Return the record, what is wrong with it, and the fields left out because of that.

    A record is kept without its flawed fields where it can be, so that one slip of the pen does
    not bring a hundred findings elsewhere.
    """
    given = {name: inner for name, inner in value.items() if inner is not None}
    try:
        return kind.model_validate(given), [], set()
    except ValidationError as error:
        faults = messages.faults(kind, error)
    dropped = {str(way[0]) for way, _, _ in faults if way}
    try:
        kept = {name: inner for name, inner in given.items() if name not in dropped}
        return kind.model_validate(kept), faults, dropped
    except ValidationError:
        return None, faults, dropped


def _document(text: Text) -> Document:
    """Return what a file holds, the prose below its fields as the field `text`."""
    if not text.is_markdown:
        return parse(text.content)
    lines = text.content.split("\n")
    ends = (n for n, line in enumerate(lines) if n and line.rstrip() == "---")
    if lines[0].rstrip() != "---" or (end := next(ends, 0)) == 0:
        document = Document(broken=True)
        document.problems.append(
            Problem(1, 1, "does not begin with its fields", "Put them between two lines of ---.")
        )
        return document
    # The line of --- stays in front, so that the places are those of the file.
    document = parse("\n".join(lines[:end]))
    body = "\n".join(lines[end + 1 :]).strip("\n")
    if isinstance(document.value, dict) and isinstance(document.place.inner, dict) and body:
        skipped = next(n for n in range(end + 1, len(lines)) if lines[n].strip())
        if "text" in document.value:
            place = document.place.inner["text"]
            document.problems.append(
                Problem(
                    place.key_line,
                    place.key_column,
                    "has both a field 'text' and a text below the fields",
                    "Keep one of them.",
                )
            )
        document.value["text"] = body
        document.place.inner["text"] = Place(skipped + 1, 1, None, skipped + 1, 1)
    return document


def _problems(text: Text, document: Document) -> Iterator[Finding]:
    for problem in document.problems:
        where = Location(text.shown, problem.line, problem.column)
        yield Finding(where, f"{text.name} {problem.message}", problem.hint)
