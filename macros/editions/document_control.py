"""Document control (ISO/IEC 42001, 7.5.3): documents compared with previous editions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..manual import Manual
from ..model import Controlled, Entity, kinds, mark_named, marks_of
from ..model._markers import History, NotContent
from . import changes
from .changes import ChangesSince
from .comparison import Change, likeness
from .previous import PreviousEdition, previous_editions
from .snapshot import Values, texts_in

_UNLIKE, _QUITE_UNLIKE = 0.5, 0.3


@dataclass(frozen=True)
class DocumentState:
    """A document of the manual and its state in the last edition."""

    record: Controlled
    old: Values
    change: Change
    content: tuple[str, ...]
    """The labels of the changed fields of its content."""


@dataclass(frozen=True)
class RewrittenEntry:
    """An entry of a history that was removed or changed afterwards."""

    record: Entity
    field: str
    name: str
    """The label of the entry: `version 2.1`, `the measurement of 2026-03-31`."""
    gone: bool
    number: int = 0
    """Its index in the list, if it was not removed."""


@dataclass(frozen=True)
class ReusedId:
    """An id that meant something else in an earlier edition."""

    record: Entity
    edition: PreviousEdition
    kind: str
    title: str
    """The former title of the id."""


def last_edition_with(manual: Manual) -> ChangesSince | None:
    """Return the changes since the last edition, or None if a record could not be read."""
    return changes.changes_since_last(manual) if manual.is_complete else None


def document_states(manual: Manual) -> Iterator[DocumentState]:
    """Yield the changed documents that are in force now and in the last edition."""
    since = last_edition_with(manual)
    for change in since.comparison.changes if since else ():
        record = manual.find(change.key)
        if since is None or change.kind != "changed" or not isinstance(record, Controlled):
            continue
        old = since.old.records[change.folder].get(change.former or change.key, {})
        invalid_fields = any(key == record.key for key, _ in manual.invalid_fields)
        if not invalid_fields and record.status == "approved" == old.get("status"):
            titles = (
                field.title for field in change.fields if _is_content(change.folder, field.name)
            )
            yield DocumentState(record, old, change, tuple(titles))


def rewritten_entries(manual: Manual) -> Iterator[RewrittenEntry]:
    """Yield the entries of histories that were removed or changed since the last edition."""
    since = last_edition_with(manual)
    for change in since.comparison.changes if since else ():
        record = manual.find(change.key)
        if since is None or change.kind != "changed" or record is None:
            continue
        old = since.old.records[change.folder].get(change.former or change.key, {})
        new = since.new.records[change.folder].get(change.key, {})
        for field, mark in marks_of(type(record), History).items():
            # If there is no measurement or review at all, the rules that ask for one report it.
            left = new.get(field) or not mark.is_asked_for
            if left and (record.key, field) not in manual.invalid_fields:
                yield from _rewritten(record, field, mark, old.get(field), new.get(field))


def _rewritten(
    record: Entity, field: str, mark: History, old: Any, new: Any
) -> Iterator[RewrittenEntry]:
    name = mark.name
    now = {part[name]: (number, part) for number, part in enumerate(_parts(new)) if name in part}
    for entry in _parts(old):
        known = entry.get(name)
        if not isinstance(known, str):
            continue
        words = mark.entry.format(known)
        if known not in now:
            yield RewrittenEntry(record, field, words, gone=True)
        elif any(entry.get(item) != now[known][1].get(item) for item in mark.fixed):
            yield RewrittenEntry(record, field, words, gone=False, number=now[known][0])


def _parts(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def reused_ids(manual: Manual) -> Iterator[ReusedId]:
    """Yield the records whose id belonged to another record in a previous edition."""
    editions = [
        edition for edition in previous_editions(manual).editions if edition.snapshot is not None
    ]
    if not editions or not manual.is_complete:
        return
    for record in manual.entities:
        if record.nested_in:
            continue
        for newest, edition in zip([True] + [False] * len(editions), editions, strict=False):
            found = edition.snapshot.find(record.id) if edition.snapshot else None
            if found is not None:
                if _is_another(record, *found, newest=newest):
                    title = str(found[1].get("title", ""))
                    kind = kinds()[found[0]].name if found[0] in kinds() else found[0]
                    yield ReusedId(record, edition, kind, title)
                break


def _is_another(record: Entity, folder: str, values: Values, *, newest: bool) -> bool:
    """Return whether a record of the same id is quite another one.

    One that was there in the last edition may have been written anew; one that was gone in
    between, and is called otherwise, is not the same.
    """
    if folder != record.folder:
        return True
    title = values.get("title")
    if not isinstance(title, str) or likeness(title.casefold(), record.title.casefold()) > _UNLIKE:
        return False
    if not newest:
        return True
    now = record.model_dump(mode="json", by_alias=True, exclude_unset=True)
    before, after = (_prose(folder, item) for item in (values, now))
    return likeness(before, after) < _QUITE_UNLIKE


def _prose(folder: str, values: Values) -> str:
    content = [value for name, value in values.items() if _is_content(folder, name)]
    return " ".join(text for text in texts_in(content) if " " in text)


def _is_content(folder: str, name: str) -> bool:
    return mark_named(folder, name, NotContent) is None


def published_editions_with(manual: Manual, record: Entity) -> dict[str, str]:
    """Return the edition in which each version of a document first stood, by the version."""
    found: dict[str, str] = {}
    own = manual.organisation.edition if manual.organisation else ""
    for edition in reversed(previous_editions(manual).editions):
        snapshot = edition.snapshot
        several = snapshot.records.get(record.folder, {}) if snapshot else {}
        values = several.get(record.id) or _under_alias(several, record)
        version = values.get("version") if values else None
        if isinstance(version, str):
            found.setdefault(version, edition.name)
    if isinstance(record, Controlled) and record.version and own:
        found.setdefault(record.version, own)
    return found


def _under_alias(several: Mapping[str, Values], record: Entity) -> Values | None:
    return next((several[alias] for alias in record.aliases if alias in several), None)
