"""Reads files into records, and reports what is wrong with them, each with its place."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..diagnostics import Finding, Location, Severity, quote_excerpt
from ..model import Entity, kinds
from ..model._letters import RACI, LetterScheme
from ..model._lookalikes import compose_accents
from . import synonyms, validation_messages
from .bounded_files import MAX_BYTES
from .conflicts import find_conflicts
from .files import SourceText, read_texts
from .front_matter import parse_markdown
from .garbage import gc_paused
from .samples import field_shapes
from .settings import EPOCH_HINT, Settings, audience_problem, given_day, renew
from .source_map import SourceMap
from .synonyms import Synonym
from .validation import validate as _validate
from .yaml import Collection, Place, YamlDocument, parse

__all__ = ["Loaded", "SourceMap", "gc_paused", "load", "with_text"]

SETTINGS = "settings"
_ID = re.compile(r"^[ \t{-]*id:[ \t]*['\"]?([^\s'\",}#]+)", re.MULTILINE)


@dataclass
class Loaded:
    """The content of a data folder."""

    records: list[tuple[Entity, SourceMap]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)
    settings_source: SourceMap | None = None
    letters: LetterScheme | None = RACI
    """The letters that activities may use; None if the setting cannot be read."""
    synonyms: list[tuple[Synonym, SourceMap]] = field(default_factory=list)
    folder: Path | None = None
    """The data folder."""
    unreadable_ids: set[str] = field(default_factory=set)
    """Ids of records that cannot be read."""
    invalid_fields: dict[tuple[str, str], Any] = field(default_factory=dict)
    """Values of fields that cannot be read and were left out, by (key of a record, field)."""
    unreadable_kinds: set[str] = field(default_factory=set)
    """The folder names of kinds with records whose ids cannot be read."""
    unreadable_places: list[Location] = field(default_factory=list)
    """The places of records that cannot be read."""

    @property
    def is_complete(self) -> bool:
        """Whether every record was read, possibly without an invalid field."""
        return not self.unreadable_places


def load(folder: Path) -> Loaded:
    """Return the records of a data folder, its settings and findings about its files."""
    loaded = Loaded(folder=folder)
    known = kinds()
    names = {name: (kind.name.casefold(), kind.plural.casefold()) for name, kind in known.items()}
    with gc_paused():
        # All files are read, then all are parsed, then all become records: one file after the
        # other would take 1.5 times as long.
        others = {SETTINGS: ("setting",), synonyms.FILE: ("synonym",)}
        items = list(read_texts(folder, {**names, **others}))
        documents = [
            YamlDocument() if isinstance(item, Finding) else _parse(item) for item in items
        ]
        # The settings say which letters an activity may have.
        for item, document in sorted(zip(items, documents, strict=True), key=_settings_first):
            if isinstance(item, Finding):
                loaded.findings.append(item)
                if item.severity == Severity.ERROR:
                    _give_up_file(item.where, folder, loaded)
            elif item.folder == SETTINGS:
                _load_settings(item, document, loaded)
            elif item.folder == synonyms.FILE:
                loaded.findings += _problems(item, document)
                loaded.synonyms += synonyms.read(item, document, loaded.findings)
            else:
                _load_file(item, document, known[item.folder], loaded)
    loaded.findings += _check_folder(Location(folder.as_posix()), loaded)
    return loaded


def _settings_first(pair: tuple[SourceText | Finding, YamlDocument]) -> bool:
    return isinstance(pair[0], Finding) or pair[0].folder != SETTINGS


def with_text(loaded: Loaded, text: SourceText) -> Loaded:
    """Add the records of one more file to loaded data, and return it."""
    _load_file(text, _parse(text), kinds()[text.folder], loaded)
    return loaded


def _parse(text: SourceText) -> YamlDocument:
    if found := [*find_conflicts(text.content)]:
        return YamlDocument(problems=found, broken=True)
    return parse_markdown(text.content) if text.is_markdown else parse(text.content)


def _check_folder(where: Location, loaded: Loaded) -> Iterator[Finding]:
    """Yield findings about the data folder as a whole."""
    if not loaded.records and not loaded.findings:
        hint = "Add organisation.yaml and roles.yaml first."
        yield Finding(where, "the data folder has no records", hint)
    first: dict[type[Entity], SourceMap] = {}
    for record, source in loaded.records:
        if record.is_singleton and first.setdefault(type(record), source) is not source:
            message = (
                f"{quote_excerpt(record.id)} is a second {record.name}; a manual has exactly one"
            )
            hint = f"Delete this one or the first one, in {first[type(record)].locate()}."
            yield Finding(source.locate(), message, hint, record=record.key)
    try:
        given_day(os.environ)
    except ValueError as error:
        yield Finding(where, str(error), EPOCH_HINT)
    if problem := audience_problem(os.environ):
        yield Finding(where, *problem)


def _load_settings(text: SourceText, document: YamlDocument, loaded: Loaded) -> None:
    if text.is_markdown or loaded.settings_source or not text.name.startswith(SETTINGS):
        message, hint = f"{text.name} is not read", "Write all settings in settings.yaml."
        loaded.findings.append(Finding(Location(text.shown), message, hint))
        return
    source = SourceMap(text, document.place)
    loaded.findings += _problems(text, document)
    loaded.settings_source = source
    if document.value is None:
        return
    if not isinstance(document.value, dict):
        message = f"{text.name} is not a group of settings"
        loaded.findings.append(Finding(source.locate(), message, "Write each as `name: value`."))
        return
    values, former = renew(document.value, text.shown)
    found, faults, dropped = _validate(Settings, values)
    for field_path, message, hint in faults:
        if field_path:
            field_path = (former.get(str(field_path[0]), field_path[0]), *field_path[1:])
        loaded.findings.append(Finding(source.locate(*field_path), f"settings: {message}", hint))
    loaded.settings = found or loaded.settings
    unknown = "responsibility_letters" in dropped
    loaded.letters = None if unknown else loaded.settings.letter_scheme


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
        message = f"{text.name} has no records"
        hint = "Add a record, or delete the file."
        loaded.findings.append(Finding(Location(text.shown), message, hint, Severity.NOTICE))


def _mark_unreadable(text: SourceText, place: Place, loaded: Loaded) -> None:
    """Keep the ids of a file that cannot be read, so that they are not reported as unknown."""
    loaded.unreadable_places.append(SourceMap(text, place).locate())
    _keep_ids(text.content, text.folder, loaded)


def _give_up_file(where: Location, folder: Path, loaded: Loaded) -> None:
    """Keep the ids of a file that is not text, as far as they can be found."""
    loaded.unreadable_places.append(where)
    path = Path(where.path)
    kind = path.relative_to(folder).parts[:1] if path.is_relative_to(folder) else ()
    raw = b""
    with suppress(OSError):
        # Links and files that are too large are not read.
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
    """Return what is wrong with the structure of a file, and how to fix it."""
    if kind.nested_in:
        return (
            f"{text.name}: {kind.plural} do not have their own files",
            f"Write each in the record that it belongs to, in {kind.nested_in}.",
        )
    if kind.is_singleton and isinstance(value, list):
        return f"{text.name} is a list; expected one {kind.name}", "Delete the `- `."
    if not isinstance(value, dict) or not value or "id" in value:
        return None
    if any(name in value for name in field_shapes(kind)):
        return None
    inner = list(value.values())
    if all(isinstance(item, dict) for item in inner):
        message = f"{text.name} is a group of records, not a list"
        return message, f"Write each record as `- id: {next(iter(value))}`, with its fields below."
    if len(inner) == 1 and isinstance(inner[0], list):
        name = quote_excerpt(f"{next(iter(value))}:")
        message = f"{text.name} has its list below {name}"
        return message, f"Delete {name}. The name of the file or folder is the kind of its records."
    return None


def _load_item(kind: type[Entity], value: Any, source: SourceMap, loaded: Loaded) -> None:
    if isinstance(value, dict):
        _load_record(kind, value, source, loaded)
        return
    loaded.unreadable_places.append(source.locate())
    what = "a list" if isinstance(value, list) else "empty" if value is None else "a text"
    message = f"this {kind.name} is {what}; a record is a group of fields"
    hint = "Begin with `id:`, and write each field on its own line."
    loaded.findings.append(Finding(source.locate(), message, hint))
    _keep_ids(source.text.content, kind.folder, loaded)


def _load_record(
    kind: type[Entity], value: dict[str, Any], source: SourceMap, loaded: Loaded
) -> None:
    record, faults, dropped = _validate(kind, value, loaded.letters)
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
    """Yield the ids of the records in a field, in each form that references may have."""
    for part in value if isinstance(value, list) else ():
        id = part.get("id") if isinstance(part, dict) else None
        if isinstance(id, str):
            yield from (id, f"{key}:{id}")


def _problems(text: SourceText, document: YamlDocument) -> Iterator[Finding]:
    for problem in document.problems:
        where = text.locate(problem.start)
        level = Severity.NOTICE if problem.doubtful else Severity.ERROR
        yield Finding(where, f"{text.name} {problem.message}", problem.hint, level)
