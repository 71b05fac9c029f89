import json
from collections.abc import Mapping
from typing import Any

from ..loading.settings import Settings
from ..loading.synonyms import Synonym
from ..manual import Manual
from ..model import kinds
from ..model.activity import Activity


def export(manual: Manual) -> dict[str, bytes]:
    """A JSON Schema of each kind of record, for completion and checks in editors."""
    files = {"schema/settings.json": _schema(Settings.model_json_schema())}
    synonyms = {"type": "array", "items": Synonym.model_json_schema()}
    files["schema/synonyms.json"] = _schema({"title": "synonyms", **synonyms})
    for folder, kind in kinds().items():
        if kind.nested_in:
            continue
        record = kind.model_json_schema(by_alias=True)
        if kind is Activity:
            _limit_letters(record, manual)
        definitions = record.pop("$defs", {})
        records = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": kind.plural,
            "anyOf": [
                {"$ref": "#/$defs/record"},
                {"type": "array", "items": {"$ref": "#/$defs/record"}},
            ],
            "$defs": {**definitions, "record": record},
        }
        files[f"schema/{folder}.json"] = _schema(records)
    return files


def _limit_letters(record: dict[str, Any], manual: Manual) -> None:
    """Allow only the letters of the manual in the schema of an activity."""
    letters = "".join(letter for letter, _ in manual.letter_scheme.legend)
    one = f"[{letters}{letters.lower()}]"
    cell = record["properties"]["responsibilities"]["additionalProperties"]
    cell["pattern"] = f"^ *{one}([/,+ ]*{one})* *$"


def _schema(schema: Mapping[str, object]) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
