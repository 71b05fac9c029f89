"""The facts on the cover, the control page and the running heads; the attached files."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ..manual import Manual
from ..model import Controlled, Entity, Owned
from ..model._languages import language_name
from ..model.organisation import Organisation
from ..text import format_day, join_words
from . import selection

_MEDIA = {
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".csv": "text/csv",
    ".json": "application/json",
}

_TOPICS = {
    "findings": "open findings of checks and audits",
    "acknowledgements": "acknowledgements",
    "competences": "the competence of each person",
    "addresses": "addresses of people",
    "names": "names of people",
}
"""What an audience does not see, in the words of the control page."""


def manual_facts(manual: Manual) -> dict[str, Any]:
    """Return the facts of the whole manual."""
    organisation = manual.organisation
    if organisation is None:
        return _facts("", "Manual", "", "", "", "en", [], [], ())
    for_whom = ", for auditors" if manual.settings.shown_to() == "auditor" else ""
    control = [
        ("Document", organisation.manual_title),
        ("Document id", organisation.document_id),
        ("Edition", f"{organisation.edition}{for_whom}"),
        ("Issued on", _day(organisation.issued)),
        ("Data as of", _day(manual.day)),
        ("Not included", _withheld_topics(manual)),
        ("Owner", _title_of(manual, organisation.owner)),
        ("Approved by", _title_of(manual, organisation.approver)),
        ("Approved on", _day(organisation.approved_on)),
        ("Next review", _day(organisation.__dict__.get("review_due"))),
        ("Classification", organisation.classification),
        ("Languages", ", ".join(language_name(language) for language in organisation.languages)),
    ]
    facts = _facts(
        organisation.title,
        organisation.manual_title,
        organisation.document_id,
        f"Edition {organisation.edition}{for_whom}",
        organisation.classification,
        organisation.language,
        control,
        _history(manual, organisation),
        organisation.distribution,
        issued=organisation.issued,
        standard=_standard(manual, organisation),
    )
    return {**facts, "as-of": _day(manual.day)}


def _withheld_topics(manual: Manual) -> str:
    """Return what the edition for staff leaves out, for readers who expect the complete manual."""
    topics = [name for topic, name in _TOPICS.items() if manual.withholds(topic)]
    return f"{join_words(topics)}: see the auditor edition" if topics else ""


def record_facts(manual: Manual, record: Entity) -> dict[str, Any]:
    """Return the facts of the PDF of a single record."""
    whole = manual_facts(manual)
    own: dict[str, Any] = {
        "title": record.title,
        "docid": record.short_id,
        "history": [],
        "distribution": [],
    }
    own["subject"] = record.name[:1].upper() + record.name[1:]
    if isinstance(record, Controlled):
        own["edition"] = f"Version {record.version}" if record.version else record.status
        own["history"] = _history(manual, record)
        own["classification"] = record.classification or whole["classification"]
        if record.effective:
            own["issued"] = _day(record.effective)
    elif isinstance(record, Owned) or not record.shows_id:
        own["docid"] = f"{whole['docid']} · {record.title}"
    return {**whole, **own}


def page_facts(manual: Manual, title: str) -> dict[str, Any]:
    """Return the facts of the PDF of a single page."""
    return {**manual_facts(manual), "title": title, "history": [], "distribution": []}


def attachments(
    manual: Manual, data: Path, site: Path
) -> tuple[dict[str, bytes], list[dict[str, str]]]:
    """Return the data and the registers as files by name, and the description of each.

    Staff get the data as the site publishes it, auditors the files of the data folder.
    """
    whole = manual.settings.shown_to() == "auditor"
    files: dict[str, bytes] = {}
    described = []
    for name, content in sorted(
        (_source_files(manual, data) if whole else _redacted_data(site)).items()
    ):
        files[f"attached/{name}"] = content
        text = f"Data of the manual: {name.removeprefix('data/')}"
        described.append(_attachment(name, "source", text))
    for file in sorted((site / "downloads").glob("*.csv")):
        name = f"registers/{file.name}"
        files[f"attached/{name}"] = file.read_bytes()
        text = f"Register as a table: {file.stem.replace('-', ' ')}"
        described.append(_attachment(name, "data", text))
    return files, described


def _source_files(manual: Manual, data: Path) -> dict[str, bytes]:
    """Return the files that the records were read from, by safe names, and no other file."""
    sources = [source for _, source in (*manual.records, *manual.duplicates)]
    texts = {source.text.shown: source.text for source in sources}
    if manual.settings_source:
        texts[manual.settings_source.text.shown] = manual.settings_source.text
    for _, source in manual.synonyms:
        texts[source.text.shown] = source.text
    contents: dict[str, bytes] = {}
    for shown, text in sorted(texts.items()):
        stem, dot, suffix = _safe_path(shown.removeprefix(f"{data.as_posix()}/")).rpartition(".")
        names = (f"data/{stem}{number}{dot}{suffix}" for number in ("", *range(2, 1000)))
        contents[next(name for name in names if name not in contents)] = text.content.encode()
    return contents


def _safe_path(path: str) -> str:
    """Return a path without invisible letters or letters that a file system reserves."""
    name = "".join(
        letter if letter.isprintable() and letter not in '\\:*?"<>|' else "_" for letter in path
    )
    return "/".join(part for part in name.split("/") if part.strip(". "))


def _redacted_data(site: Path) -> dict[str, bytes]:
    """Return the data that the site publishes: no attachment has what is withheld from staff."""
    content = json.loads((site / "downloads" / "manual.json").read_text(encoding="utf-8"))
    return {
        f"data/{folder}.yaml": _dump_yaml(records)
        for folder, records in content["records"].items()
        if records
    }


def _dump_yaml(records: Any) -> bytes:
    # The dumper in C is ten times as fast, but not on every machine.
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text: str = yaml.dump(records, Dumper=dumper, allow_unicode=True, sort_keys=False)
    return text.encode()


def _attachment(name: str, relationship: str, description: str) -> dict[str, str]:
    return {
        "path": name,
        "relationship": relationship,
        "media": _MEDIA[Path(name).suffix],
        "description": description,
    }


def _facts(
    organisation: str,
    title: str,
    docid: str,
    edition: str,
    classification: str,
    language: str,
    control: list[tuple[str, str]],
    history: list[list[str]],
    distribution: tuple[str, ...],
    issued: Any = None,
    standard: str = "",
) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "title": title,
        "docid": docid,
        "edition": edition,
        "classification": classification,
        "lang": language,
        "control": [[name, value] for name, value in control if value],
        "history": history,
        "distribution": list(distribution),
        "issued": _day(issued),
        "date": issued.isoformat() if issued else "",
        "standard": standard,
        "subject": "",
        "exclusions": selection.exclusion_list(),
    }


def _history(manual: Manual, record: Organisation | Controlled) -> list[list[str]]:
    """Return the revisions of a document: version, date, change, author, approver."""
    return [
        [
            str(revision.version),
            _day(revision.on),
            revision.change,
            _title_of(manual, revision.author),
            _title_of(manual, revision.approved_by),
        ]
        for revision in record.revisions
    ]


def _standard(manual: Manual, organisation: Organisation) -> str:
    found: Mapping[str, Entity] = {entity.id: entity for entity in manual.entities}
    framework = found.get(organisation.standard)
    return framework.title if framework else ""


def _title_of(manual: Manual, name: str | None) -> str:
    found = manual.find(name) if name else None
    return found.title if found else name or ""


def _day(value: Any) -> str:
    return format_day(value).striptags() if value else ""
