"""Files in, records out; or what is wrong with them, each with its place."""

import gc
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from ..diagnostics import Finding, Location, Severity, quote_excerpt
from ..model import Entity, Part, kinds
from ..model._lookalikes import compose_accents
from . import validation_messages
from .bounded_files import MAX_BYTES
from .conflicts import find_conflicts
from .files import SourceText, read_texts
from .front_matter import parse_markdown
from .samples import field_shapes
from .settings import EPOCH_CURE, Edition, Settings, given_day
from .source_map import SourceMap
from .yaml import Collection, Place, YamlDocument, parse

__all__ = ["Loaded", "SourceMap", "gc_paused", "load", "with_text"]

SETTINGS = "settings"
P = TypeVar("P", bound=Part)
# Where an id stands, in a file that could not be read as a whole.
_ID = re.compile(r"^[ \t{-]*id:[ \t]*['\"]?([^\s'\",}#]+)", re.MULTILINE)


@dataclass
class Loaded:
    """All that a data folder holds."""

    records: list[tuple[Entity, SourceMap]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)
    settings_source: SourceMap | None = None
    folder: Path | None = None
    """The data folder."""
    unreadable_ids: set[str] = field(default_factory=set)
    """Ids of records that were written but could not be read."""
    invalid_fields: dict[tuple[str, str], Any] = field(default_factory=dict)
    """What was written, by (key of a record, field), where it was left out as unreadable."""
    unreadable_kinds: set[str] = field(default_factory=set)
    """The folders of the kinds of which there are records whose ids could not be read."""
    unreadable_places: list[Location] = field(default_factory=list)
    """Where records could not be read."""

    @property
    def is_complete(self) -> bool:
        """Whether every record could be read, if need be without a flawed field."""
        return not self.unreadable_places


def load(folder: Path) -> Loaded:
    """Return the records of a data folder, and what is wrong with it."""
    loaded = Loaded(folder=folder)
    known = kinds()
    names = {name: (kind.name.casefold(), kind.plural.casefold()) for name, kind in known.items()}
    with gc_paused():
        # First all files are read, then all parsed, then all turned into records: done in turns
        # for one file after the other, the same takes half as long again.
        items = list(read_texts(folder, {**names, SETTINGS: ("setting",)}))
        documents = [
            YamlDocument() if isinstance(item, Finding) else _parsed(item) for item in items
        ]
        for item, document in zip(items, documents, strict=True):
            if isinstance(item, Finding):
                loaded.findings.append(item)
                if item.severity == Severity.ERROR:
                    _give_up_file(item.where, folder, loaded)
            elif item.folder == SETTINGS:
                _load_settings(item, document, loaded)
            else:
                _load_file(item, document, known[item.folder], loaded)
    loaded.findings += _about_the_whole(Location(folder.as_posix()), loaded)
    return loaded


def with_text(loaded: Loaded, text: SourceText) -> Loaded:
    """Return what was loaded, and one more file of records."""
    _load_file(text, _parsed(text), kinds()[text.folder], loaded)
    return loaded


def _parsed(text: SourceText) -> YamlDocument:
    if found := [*find_conflicts(text.content)]:
        return YamlDocument(problems=found, broken=True)
    return parse_markdown(text.content) if text.is_markdown else parse(text.content)


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the collector: nothing made in loading is garbage, and looking for it takes as long."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # All that was made joins the oldest objects at once, without being looked through.
        gc.freeze()
        gc.unfreeze()
        if collecting:
            gc.enable()


def _about_the_whole(where: Location, loaded: Loaded) -> Iterator[Finding]:
    """Yield what only shows once everything has been read."""
    if not loaded.records and not loaded.findings:
        hint = "Begin with organisation.yaml and roles.yaml."
        yield Finding(where, "the data folder holds no record", hint)
    first: dict[type[Entity], SourceMap] = {}
    for record, source in loaded.records:
        if record.is_singleton and first.setdefault(type(record), source) is not source:
            said = f"{quote_excerpt(record.id)} is a second {record.name}; a manual has exactly one"
            hint = f"The first one is in {first[type(record)].locate()}."
            yield Finding(source.locate(), said, hint, record=record.key)
    try:
        given_day(os.environ)
    except ValueError as error:
        yield Finding(where, str(error), EPOCH_CURE)
    if (given := os.environ.get("AIMS_EDITION")) and given not in (known := get_args(Edition)):
        said = f"AIMS_EDITION is {quote_excerpt(given)}, which no edition is called"
        yield Finding(where, said, f"Set it to {' or '.join(known)}.")


def _load_settings(text: SourceText, document: YamlDocument, loaded: Loaded) -> None:
    if text.is_markdown or loaded.settings_source or not text.name.startswith(SETTINGS):
        said, hint = f"{text.name} is not read", "Settings stand in one file, settings.yaml."
        loaded.findings.append(Finding(Location(text.shown), said, hint))
        return
    source = SourceMap(text, document.place)
    loaded.findings += _problems(text, document)
    loaded.settings_source = source
    if document.value is None:
        return
    if not isinstance(document.value, dict):
        said = f"{text.name} is no group of settings"
        loaded.findings.append(Finding(source.locate(), said, "Write each as `name: value`."))
        return
    found, faults, _ = _validated(Settings, document.value)
    for field_path, message, hint in faults:
        loaded.findings.append(Finding(source.locate(*field_path), f"settings: {message}", hint))
    loaded.settings = found or loaded.settings


def _load_file(
    text: SourceText, document: YamlDocument, kind: type[Entity], loaded: Loaded
) -> None:
    loaded.findings += _problems(text, document)
    if document.broken:
        _mark_unreadable(text, document.problems[-1].start, loaded)
        return
    value, place = document.value, document.place
    if misfit := _file_shape_error(text, kind, value):
        loaded.findings.append(Finding(SourceMap(text, place).locate(), *misfit))
        if not (kind.is_singleton and isinstance(value, list)):
            _mark_unreadable(text, place, loaded)
            return
    if isinstance(value, list) and isinstance(place, Collection):
        for number, item in enumerate(value):
            _load_item(kind, item, SourceMap(text, place).inside(number), loaded)
    elif value is not None:
        _load_item(kind, value, SourceMap(text, place), loaded)
    elif not document.problems:
        said = f"{text.name} holds no record"
        hint = "Write a record into it, or delete it."
        loaded.findings.append(Finding(Location(text.shown), said, hint, Severity.NOTICE))


def _mark_unreadable(text: SourceText, place: Place, loaded: Loaded) -> None:
    """Keep the ids of a file that cannot be read, so that they are not reported as unknown."""
    loaded.unreadable_places.append(SourceMap(text, place).locate())
    _keep_ids(text.content, text.folder, loaded)


def _give_up_file(where: Location, folder: Path, loaded: Loaded) -> None:
    """Keep the ids of a file that is not text, as far as it may be read."""
    loaded.unreadable_places.append(where)
    path = Path(where.path)
    kind = path.relative_to(folder).parts[:1] if path.is_relative_to(folder) else ()
    raw = b""
    with suppress(OSError):
        # A link may lead anywhere, and a file that is too large is not read for its ids either.
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_BYTES:
            raw = path.read_bytes()
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    content = raw.decode("utf-16" if wide else "utf-8", errors="replace")
    _keep_ids(content, kind[0].partition(".")[0] if kind else "", loaded)


def _keep_ids(content: str, kind: str, loaded: Loaded) -> None:
    ids = {compose_accents(id) for id in _ID.findall(content)}
    loaded.unreadable_ids |= ids
    if not ids:
        loaded.unreadable_kinds.add(kind)


def _file_shape_error(text: SourceText, kind: type[Entity], value: Any) -> tuple[str, str] | None:
    """Return what is wrong with a file as a whole, and how to put it right."""
    if kind.nested_in:
        return (
            f"{text.name}: {kind.plural} are not written in files of their own",
            f"Write each inside of the record it belongs to, in {kind.nested_in}.",
        )
    if kind.is_singleton and isinstance(value, list):
        return f"{text.name} is a list, where one {kind.name} is wanted", "Take the `- ` away."
    if not isinstance(value, dict) or not value or "id" in value:
        return None
    if any(name in value for name in field_shapes(kind)):
        return None
    inner = list(value.values())
    if all(isinstance(one, dict) for one in inner):
        said = f"{text.name} is a group of records by their names, not a list"
        return said, f"Write each record as an item: `- id: {next(iter(value))}`, its fields below."
    if len(inner) == 1 and isinstance(inner[0], list):
        name = quote_excerpt(f"{next(iter(value))}:")
        said = f"{text.name} has its list inside of {name}"
        return said, f"Take {name} away; the folder or file name says what the records are."
    return None


def _load_item(kind: type[Entity], value: Any, source: SourceMap, loaded: Loaded) -> None:
    if isinstance(value, dict):
        _load_record(kind, value, source, loaded)
        return
    loaded.unreadable_places.append(source.locate())
    what = "a list" if isinstance(value, list) else "empty" if value is None else "a text"
    said = f"this {kind.name} is {what}; a record is a group of fields"
    hint = "Begin it with `id:` and put each field on a line of its own."
    loaded.findings.append(Finding(source.locate(), said, hint))
    _keep_ids(source.text.content, kind.folder, loaded)


def _load_record(
    kind: type[Entity], value: dict[str, Any], source: SourceMap, loaded: Loaded
) -> None:
    record, faults, dropped = _validated(kind, value)
    written = value.get("id")
    name = written if isinstance(written, str) and written else ""
    for field_path, message, hint in faults:
        shown = validation_messages.cut_text(name or (record.id if record else f"this {kind.name}"))
        where = source.locate(*field_path)
        loaded.findings.append(Finding(where, f"{shown}: {message}", hint, record=name))
    if record is None:
        loaded.unreadable_places.append(source.locate())
        if name:
            loaded.unreadable_ids.add(name)
        return
    for name in dropped:
        loaded.invalid_fields[record.key, name] = value.get(name)
        loaded.unreadable_ids |= set(_ids_within(value.get(name), record.key))
    loaded.records.append((record, source))
    for part, field_path in record.nested_records():
        loaded.records.append((part, source.inside(*field_path)))


def _ids_within(value: Any, key: str) -> Iterator[str]:
    """Yield the names of the records written inside of a field, as others may name them."""
    for part in value if isinstance(value, list) else ():
        id = part.get("id") if isinstance(part, dict) else None
        if isinstance(id, str):
            yield from (id, f"{key}:{id}")


def _validated(
    kind: type[P], value: dict[str, Any]
) -> tuple[P | None, list[validation_messages.Fault], set[str]]:
    """Return the record, what is wrong with it, and the fields left out because of that.

    A record is kept without its flawed fields where it can be, so that one slip of the pen does
    not bring a hundred findings elsewhere.
    """
    empty = {name for name, inner in value.items() if inner is None}
    given = {name: inner for name, inner in value.items() if name not in empty} if empty else value
    try:
        return kind.model_validate(given), [], set()
    except ValidationError as error:
        faults = validation_messages.explain_errors(kind, error, empty, value)
    dropped = {str(field_path[0]) for field_path, _, _ in faults if field_path}
    try:
        kept = {name: inner for name, inner in given.items() if name not in dropped}
        return kind.model_validate(kept), faults, dropped
    except ValidationError:
        return None, faults, dropped


def _problems(text: SourceText, document: YamlDocument) -> Iterator[Finding]:
    for problem in document.problems:
        where = text.locate(problem.start)
        level = Severity.NOTICE if problem.doubtful else Severity.ERROR
        yield Finding(where, f"{text.name} {problem.message}", problem.hint, level)
