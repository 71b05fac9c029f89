"""A manual as plain values, record by record: what an edition keeps of it, and can be compared."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..diagnostics import INVISIBLE, Finding, Location, Severity, quote_excerpt
from ..manual import Manual
from ..model import kinds

SCHEMA = 1
"""What the file is made like; a reader that does not know a number says so."""
MAX_BYTES = 200_000_000
Values = Mapping[str, Any]
"""The fields of a record as JSON has them."""


@dataclass(frozen=True)
class Snapshot:
    """All records of a manual on a day, whatever kinds and fields there were then."""

    records: Mapping[str, Mapping[str, Values]]
    """The records by folder of their kind, then by id; a kind nothing is known of is not there."""
    edition: str = ""
    """The edition it was."""
    day: date | None = None
    """The day of the edition, where it is known."""
    withholds: frozenset[str] = field(default=frozenset())
    """What it says nothing about, because those it was made for are not shown it."""
    label: str = "the data"
    """What it is called in a sentence: `edition 2.1`."""

    def find(self, id: str) -> tuple[str, Values] | None:
        """Return the kind and the fields of a record."""
        for folder, records in self.records.items():
            if id in records:
                return folder, records[id]
        return None


def snapshot_document(manual: Manual) -> dict[str, Any]:
    """Return the whole data of a manual as values that JSON knows."""
    return {
        "schema": SCHEMA,
        "edition": manual.organisation.edition if manual.organisation else None,
        "as_of": manual.day.isoformat(),
        "withholds": sorted(manual.withheld.topics),
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
    """Return a manual as it can be compared with another edition."""
    made = snapshot_document(manual)
    records = {
        folder: {values["id"]: values for values in several}
        for folder, several in made["records"].items()
    }
    edition = str(made["edition"] or "")
    label = label or (f"edition {edition}" if edition else "the data")
    return Snapshot(records, edition, manual.day, manual.withheld.topics, label)


def read_snapshot(raw: bytes, shown: str, label: str = "") -> tuple[Snapshot | None, list[Finding]]:
    """Return what a `manual.json` holds, if it can be told, and what is wrong with it."""
    where = Location(shown)
    values, wrong = values_of(raw, shown)
    if wrong:
        return None, [wrong]
    schema, records = values.get("schema"), values.get("records")
    if not isinstance(schema, int) or not isinstance(records, dict):
        said = f"{_name(shown)} is no manual: it has no `schema` and `records`"
        return None, [_finding(where, said, "Give the `downloads/manual.json` of an edition.")]
    if schema != SCHEMA:
        said = f"{_name(shown)} has schema {schema}; this program reads schema {SCHEMA}"
        return None, [_finding(where, said, "Use the program that wrote it, or a newer one.")]
    findings: list[Finding] = []
    kept = {
        folder: _by_id(several, folder, where, findings)
        for folder, several in records.items()
        if not _is_nested(folder)
    }
    edition = values.get("edition")
    edition = edition if isinstance(edition, str) else ""
    topics = [one for one in as_list(values.get("withholds")) if isinstance(one, str)]
    label = label or (f"edition {edition}" if edition else shown)
    made = Snapshot(kept, edition, day_of(values.get("as_of")), frozenset(topics), label)
    return made, findings


def values_of(raw: bytes, shown: str) -> tuple[dict[str, Any], Finding | None]:
    """Return the group of fields that a JSON file holds, or why there is none."""
    values, wrong = parse_snapshot(raw, shown)
    if wrong is None and not isinstance(values, dict):
        wrong = _finding(Location(shown), f"{_name(shown)} holds no group of fields", _AGAIN)
    return ({}, wrong) if wrong else (values, None)


def parse_snapshot(raw: bytes, shown: str) -> tuple[Any, Finding | None]:
    """Return what a JSON file holds, fit to be shown, or why it cannot be read."""
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
        return None, _finding(place, f"{name} is not JSON from here on, or is cut short", _AGAIN)
    except (RecursionError, ValueError):
        return None, _finding(
            where, f"{name} is nested too deep, or has a number that is none", _AGAIN
        )
    return values, None


_AGAIN = "Take the file from a copy of the edition; a published file is never edited."


def day_of(value: object) -> date | None:
    """Return the day that a text says, or None."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _by_id(
    several: object, folder: str, where: Location, findings: list[Finding]
) -> dict[str, Values]:
    found: dict[str, Values] = {}
    for number, one in enumerate(several if isinstance(several, list) else [several], 1):
        id = one.get("id") if isinstance(one, dict) else None
        if isinstance(one, dict) and isinstance(id, str) and id and id not in found:
            found[id] = one
        else:
            why = "an id that another one has" if isinstance(id, str) and id else "no id"
            said = f"record {number} of {quote_excerpt(folder)} has {why}, and is not compared"
            findings.append(_finding(where, said, _AGAIN))
    return found


def _finding(where: Location, said: str, hint: str) -> Finding:
    return Finding(where, said, hint, Severity.WARNING, "unreadable-edition")


def _name(shown: str) -> str:
    return shown.rpartition("/")[2]


def _no_number(written: str) -> None:
    raise ValueError(written)


def _is_nested(folder: str) -> bool:
    """Return whether records of a kind are written inside others, and so are in a file already."""
    kind = kinds().get(folder)
    return kind is not None and bool(kind.nested_in)


def as_list(value: Any) -> list[Any]:
    """Return a value that is a list, else an empty one."""
    return value if isinstance(value, list) else []


def _fit(value: Any) -> Any:
    """Return values without characters that cannot be seen, which no data folder would hold."""
    if isinstance(value, str):
        return INVISIBLE.sub(lambda match: match[0] if match[0] in "\n\t" else "\ufffd", value)
    if isinstance(value, list):
        return [_fit(one) for one in value]
    if isinstance(value, dict):
        return {_fit(key): _fit(one) for key, one in value.items()}
    return value


def texts_in(value: Any) -> Iterator[str]:
    """Yield every text in a value, the names in a group among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield str(key)
            yield from texts_in(one)
