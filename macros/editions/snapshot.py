"""Snapshots: a manual as plain values, as editions store it for comparison."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..diagnostics import INVISIBLE, Finding, Location, Severity, quote_excerpt
from ..manual import Manual
from ..model import kinds

SCHEMA = 1
"""The version of the file format."""
MAX_BYTES = 200_000_000
Values = Mapping[str, Any]
"""The fields of a record as JSON values."""


@dataclass(frozen=True)
class Snapshot:
    """All records of a manual on a day, with the kinds and fields of that day."""

    records: Mapping[str, Mapping[str, Values]]
    """The records by folder of their kind, then by id; unknown kinds are missing."""
    edition: str = ""
    """The name of the edition, or an empty text."""
    day: date | None = None
    """The day of the edition, or None if it is not known."""
    withholds: frozenset[str] = field(default=frozenset())
    """The topics that were withheld from its audience."""
    acting: frozenset[str] = frozenset("AR")
    """The letters of roles that are accountable or responsible for an activity."""
    label: str = "the data"
    """The label in a sentence: `edition 2.1`."""

    def find(self, id: str) -> tuple[str, Values] | None:
        """Return the folder and the fields of a record, or None."""
        for folder, records in self.records.items():
            if id in records:
                return folder, records[id]
        return None


def snapshot_document(manual: Manual) -> dict[str, Any]:
    """Return the data of a manual as JSON values: the content of `manual.json`."""
    return {
        "schema": SCHEMA,
        "edition": manual.organisation.edition if manual.organisation else None,
        "as_of": manual.day.isoformat(),
        "withholds": sorted(manual.withheld.topics),
        "responsibility_letters": [
            item.model_dump(mode="json", exclude_none=True) for item in manual.letter_scheme.letters
        ],
        "records": {
            folder: [
                record.model_dump(mode="json", by_alias=True, exclude_unset=True)
                for record in manual.all(kind)
            ]
            for folder, kind in kinds().items()
            if not _is_nested(folder)
        },
    }


def snapshot_of_manual(manual: Manual, label: str = "") -> Snapshot:
    """Return the snapshot of a manual; the default label is that of its edition."""
    made = snapshot_document(manual)
    records = {
        folder: {values["id"]: values for values in several}
        for folder, several in made["records"].items()
    }
    edition = str(made["edition"] or "")
    label = label or (f"edition {edition}" if edition else "the data")
    acting = _acting(made["responsibility_letters"])
    return Snapshot(records, edition, manual.day, manual.withheld.topics, acting, label)


def read_snapshot(raw: bytes, shown: str, label: str = "") -> tuple[Snapshot | None, list[Finding]]:
    """Return the snapshot in a `manual.json`, or None, and the errors in it.

    `shown` is the path of the file in findings."""
    where = Location(shown)
    values, wrong = values_of(raw, shown)
    if wrong:
        return None, [wrong]
    schema, records = values.get("schema"), values.get("records")
    if not isinstance(schema, int) or not isinstance(records, dict):
        message = f"{_name(shown)} is not a manual: it has no `schema` and `records`"
        hint = "Use the file `downloads/manual.json` of an edition."
        return None, [_finding(where, message, hint)]
    if schema != SCHEMA:
        message = f"{_name(shown)} has schema {schema}; this program reads schema {SCHEMA}"
        return None, [_finding(where, message, "Use the program that wrote it, or a newer one.")]
    findings: list[Finding] = []
    kept = {
        folder: _by_id(several, folder, where, findings)
        for folder, several in records.items()
        if not _is_nested(folder)
    }
    edition = values.get("edition")
    edition = edition if isinstance(edition, str) else ""
    topics = [item for item in as_list(values.get("withholds")) if isinstance(item, str)]
    label = label or (f"edition {edition}" if edition else shown)
    acting = _acting(values.get("responsibility_letters"))
    day = day_of(values.get("as_of"))
    made = Snapshot(kept, edition, day, frozenset(topics), acting, label)
    return made, findings


def _acting(letters: Any) -> frozenset[str]:
    """Return the accountable and the responsible letters; those of RACI if none are given."""
    groups = [item for item in as_list(letters) if isinstance(item, dict)]
    found = (
        item.get("letter") for item in groups if item.get("accountable") or item.get("responsible")
    )
    return frozenset(letter for letter in found if isinstance(letter, str)) or frozenset("AR")


def values_of(raw: bytes, shown: str) -> tuple[dict[str, Any], Finding | None]:
    """Return the object in a JSON file, or a finding if there is none."""
    values, wrong = parse_snapshot(raw, shown)
    if wrong is None and not isinstance(values, dict):
        wrong = _finding(Location(shown), f"{_name(shown)} is not a JSON object", _AGAIN)
    return ({}, wrong) if wrong else (values, None)


def parse_snapshot(raw: bytes, shown: str) -> tuple[Any, Finding | None]:
    """Return the values in a JSON file without invisible characters, or a finding."""
    where, name = Location(shown), _name(shown)
    if len(raw) > MAX_BYTES:
        return None, _finding(
            where, f"{name} is too large to be read ({len(raw) / 1e6:.0f} MB)", ""
        )
    try:
        text = raw.decode("utf-8-sig")
        values = json.loads(text, parse_constant=_no_number)
        if INVISIBLE.search(text.replace("\n", " ")) or "\\u" in text:
            values = _fit(values)
    except UnicodeDecodeError:
        return None, _finding(where, f"{name} is not UTF-8 text", _AGAIN)
    except json.JSONDecodeError as error:
        place = Location(shown, error.lineno, error.colno)
        message = f"{name} is not valid JSON from this place on, or is incomplete"
        return None, _finding(place, message, _AGAIN)
    except (RecursionError, ValueError):
        return None, _finding(where, f"{name} is nested too deep, or has an invalid number", _AGAIN)
    return values, None


_AGAIN = "Restore the file from a copy of the edition; published files are never edited."


def day_of(value: object) -> date | None:
    """Return the date of an ISO 8601 text, or None."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _by_id(
    several: object, folder: str, where: Location, findings: list[Finding]
) -> dict[str, Values]:
    found: dict[str, Values] = {}
    for number, values in enumerate(several if isinstance(several, list) else [several], 1):
        id = values.get("id") if isinstance(values, dict) else None
        if isinstance(values, dict) and isinstance(id, str) and id and id not in found:
            found[id] = values
        else:
            why = "the id of another record" if isinstance(id, str) and id else "no id"
            message = f"record {number} of {quote_excerpt(folder)} has {why}, and is not compared"
            findings.append(_finding(where, message, _AGAIN))
    return found


def _finding(where: Location, message: str, hint: str) -> Finding:
    return Finding(where, message, hint, Severity.WARNING, "unreadable-edition")


def _name(shown: str) -> str:
    return shown.rpartition("/")[2]


def _no_number(written: str) -> None:
    raise ValueError(written)


def _is_nested(folder: str) -> bool:
    """Return whether records of a kind are written inside others, and so are in a file already."""
    kind = kinds().get(folder)
    return kind is not None and bool(kind.nested_in)


def as_list(value: Any) -> list[Any]:
    """Return the value if it is a list, or an empty list."""
    return value if isinstance(value, list) else []


def _fit(value: Any) -> Any:
    """Return values without invisible characters, which a data folder would not contain either."""
    if isinstance(value, str):
        return INVISIBLE.sub(lambda match: match[0] if match[0] in "\n\t" else "\ufffd", value)
    if isinstance(value, list):
        return [_fit(item) for item in value]
    if isinstance(value, dict):
        return {_fit(key): _fit(item) for key, item in value.items()}
    return value


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a value, including the keys of groups."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield str(key)
            yield from texts_in(item)
