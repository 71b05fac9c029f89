"""What a book says of itself: on its cover, on its control page, at the head of each page."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ..manual import Manual
from ..model import Controlled, Entity, Owned
from ..model._languages import name_of
from ..model.organisation import Organisation
from ..text import day, listed
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
    "findings": "what checks and audits found and is still open",
    "acknowledgements": "who has acknowledged what",
    "competences": "what each person has shown",
    "addresses": "addresses of people",
    "names": "names of people",
}
"""What is withheld, in the words of a control page."""


def of_manual(manual: Manual) -> dict[str, Any]:
    """Return what the whole manual says of itself."""
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
        ("Left out", _withheld(manual)),
        ("Owner", _named(manual, organisation.owner)),
        ("Approved by", _named(manual, organisation.approver)),
        ("Approved on", _day(organisation.approved_on)),
        ("Next review", _day(organisation.__dict__.get("review_due"))),
        ("Classification", organisation.classification),
        ("Languages", ", ".join(name_of(one) for one in organisation.languages)),
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


def _withheld(manual: Manual) -> str:
    """Return what the edition for staff leaves out, so that nobody takes it for the whole."""
    said = [words for topic, words in _TOPICS.items() if manual.withholds(topic)]
    return f"{listed(said)}: see the edition for auditors" if said else ""


def of_record(manual: Manual, record: Entity) -> dict[str, Any]:
    """Return what the print of a single record says of itself."""
    whole = of_manual(manual)
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


def of_page(manual: Manual, title: str) -> dict[str, Any]:
    """Return what the print of a single page says of itself."""
    return {**of_manual(manual), "title": title, "history": [], "distribution": []}


def attachments(
    manual: Manual, data: Path, site: Path
) -> tuple[dict[str, bytes], list[dict[str, str]]]:
    """Return the data and the registers, and how they are attached."""
    whole = manual.settings.shown_to() == "auditor"
    files: dict[str, bytes] = {}
    said = []
    for name, content in sorted((_written(manual, data) if whole else _disclosed(site)).items()):
        files[f"attached/{name}"] = content
        text = f"Data of the manual: {name.removeprefix('data/')}"
        said.append(_attached(name, "source", text))
    for file in sorted((site / "downloads").glob("*.csv")):
        name = f"registers/{file.name}"
        files[f"attached/{name}"] = file.read_bytes()
        text = f"Register as a table: {file.stem.replace('-', ' ')}"
        said.append(_attached(name, "data", text))
    return files, said


def _written(manual: Manual, data: Path) -> dict[str, bytes]:
    """Return the files that the records were read from, by safe names, and no other file."""
    sources = [source for _, source in (*manual.records, *manual.duplicates)]
    texts = {source.text.shown: source.text for source in sources}
    if manual.settings_source:
        texts[manual.settings_source.text.shown] = manual.settings_source.text
    found: dict[str, bytes] = {}
    for shown, text in sorted(texts.items()):
        stem, dot, suffix = _safe(shown.removeprefix(f"{data.as_posix()}/")).rpartition(".")
        several = (f"data/{stem}{number}{dot}{suffix}" for number in ("", *range(2, 1000)))
        found[next(name for name in several if name not in found)] = text.content.encode()
    return found


def _safe(path: str) -> str:
    """Return a path in which no letter is unseen or means something to a file system."""
    name = "".join(one if one.isprintable() and one not in '\\:*?"<>|' else "_" for one in path)
    return "/".join(part for part in name.split("/") if part.strip(". "))


def _disclosed(site: Path) -> dict[str, bytes]:
    """Return the data as the site tells them: what is withheld from staff is in no attachment."""
    told = json.loads((site / "downloads" / "manual.json").read_text(encoding="utf-8"))
    return {
        f"data/{folder}.yaml": _dumped(records)
        for folder, records in told["records"].items()
        if records
    }


def _dumped(records: Any) -> bytes:
    # The dumper written in C, which the package brings wherever it can, is ten times as fast.
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text: str = yaml.dump(records, Dumper=dumper, allow_unicode=True, sort_keys=False)
    return text.encode()


def _attached(name: str, relationship: str, description: str) -> dict[str, str]:
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
        "apart": selection.told(),
    }


def _history(manual: Manual, record: Organisation | Controlled) -> list[list[str]]:
    """Return the revisions of a document: version, day, change, who wrote and who approved."""
    return [
        [
            str(one.version),
            _day(one.on),
            one.change,
            _named(manual, one.author),
            _named(manual, one.approved_by),
        ]
        for one in record.revisions
    ]


def _standard(manual: Manual, organisation: Organisation) -> str:
    found: Mapping[str, Entity] = {one.id: one for one in manual.entities}
    framework = found.get(organisation.standard)
    return framework.title if framework else ""


def _named(manual: Manual, name: str | None) -> str:
    found = manual.find(name) if name else None
    return found.title if found else name or ""


def _day(value: Any) -> str:
    return day(value).striptags() if value else ""
