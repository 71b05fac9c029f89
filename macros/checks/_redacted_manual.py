"""The manual for staff: the records that are left after `redaction`.

It is made once, after the checks have run. Pages, search, downloads and the PDF are made from it,
so they cannot show what it does not have.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..diagnostics import Finding
from ..loading.records import Loaded
from ..loading.source_map import SourceMap
from ..loading.synonyms import Synonym
from ..manual import Manual, Withheld
from ..manual.fingerprint import current_fingerprint
from ..manual.redaction import Records, Redaction, redact
from ..model import Controlled, slug
from ..model.applicability import Applicability
from ..text import Figure
from . import _health, topic_of


def redact_manual(manual: Manual) -> Manual:
    """Return the manual as its audience may see it."""
    settings = manual.settings
    if settings.shown_to() == "auditor" or not settings.withhold:
        return manual
    whole = _values(manual)
    left, redaction = redact(whole, settings.withhold)
    loaded = Loaded(settings=settings, settings_source=manual.settings_source)
    # Words for what staff may not see would reveal it.
    loaded.synonyms = [*_synonyms(manual, redaction)]
    loaded.folder = manual.folder
    loaded.invalid_fields = dict.fromkeys(manual.invalid_fields)
    loaded.unreadable_ids, loaded.unreadable_kinds = (
        set(manual.unreadable_ids),
        set(manual.unreadable_kinds),
    )
    loaded.unreadable_places = list(manual.unreadable_places)
    # An acknowledgement may get another id, but it keeps its place.
    kept = (
        (record, source)
        for record, source in manual.records
        if (record.folder, record.key) not in redaction.records
    )
    by_kind = {folder: iter(several.values()) for folder, several in left.items()}
    fingerprints: dict[str, str] = {}
    shown: set[str] = set()
    for record, source in kept:
        values = next(by_kind[record.folder])
        same = values is whole[record.folder][record.key]
        less = record if same else type(record).model_validate(values, context=manual.letter_scheme)
        loaded.records.append((less, source))
        if less is not record and isinstance(record, Controlled):
            fingerprints[record.key] = current_fingerprint(record)
        if isinstance(less, Applicability) and isinstance(record, Applicability):
            shown |= {record.key} if len(less.evidence) < len(record.evidence) else set()
    findings = tuple(_findings(manual, redaction))
    return Manual(loaded, Withheld(redaction, findings, fingerprints, frozenset(shown)))


def _synonyms(manual: Manual, redaction: Redaction) -> Iterator[tuple[Synonym, SourceMap]]:
    """Yield the synonyms without the targets that are withheld, if any target is left."""
    for synonym, source in manual.synonyms:
        shown = tuple(
            target
            for target in synonym.leads_to
            if not (record := manual.find(target))
            or (record.folder, record.key) not in redaction.records
        )
        if shown or not synonym.leads_to:
            yield synonym.model_copy(update={"leads_to": shown}), source


def _values(manual: Manual) -> Records:
    """Return the values of every record, including records nested in others."""
    found: dict[str, dict[str, Any]] = {}
    for record in manual.entities:
        values = record.model_dump(mode="json", by_alias=True, exclude_unset=True)
        exact = record.model_dump(by_alias=True, exclude_unset=True)
        found.setdefault(record.folder, {})[record.key] = _exact(values, exact)
    return found


def _exact(value: Any, exact: Any) -> Any:
    """Return a value as in JSON, with each number in the precision of the file."""
    if isinstance(exact, Figure):
        return exact
    if isinstance(value, dict):
        return {name: _exact(inner, exact[name]) for name, inner in value.items()}
    if isinstance(value, list):
        return [_exact(*pair) for pair in zip(value, exact, strict=True)]
    return value


def _findings(manual: Manual, redaction: Redaction) -> Iterator[Finding]:
    """Yield the findings of the whole manual that the audience may see."""
    if "findings" in redaction.topics:
        return
    gone = {key for _, key in redaction.records}
    for finding in _health.open_findings(manual):
        if topic_of(finding) not in redaction.topics and finding.record not in gone:
            yield _replace_addresses(finding, redaction.addresses)


def _replace_addresses(finding: Finding, ids: Mapping[str, str]) -> Finding:
    """Return a finding with the ids of people in place of their e-mail addresses."""
    message, hint, record = finding.message, finding.hint, finding.record
    for address, id in ids.items():
        # The second form is the one in ids that are derived from it.
        for name in (address, slug(address).lower()):
            message, hint, record = (text.replace(name, id) for text in (message, hint, record))
    return replace(finding, message=message, hint=hint, record=record)
