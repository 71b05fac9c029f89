"""Records in which every field of every kind is filled, as the models say what it takes."""

import json
import re
import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from macros.model import Entity, Part, Prose, Reference, Sample, kinds

STANDARD = "iso-42001"
_ANY = ("policies", "audits", "actions", "people")


@dataclass(frozen=True)
class Filling:
    """What stands in the fields."""

    day: date = date(2026, 5, 1)
    number: float = 3
    words: str = "Words"
    prose: str = "Prose"

    def files(self, folder: Path, settings: str = "as_of: 2026-11-23") -> Path:
        """Return a folder with two records of every kind, each naming others."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.yaml").write_text(settings, encoding="utf-8")
        for name, kind in kinds().items():
            if not kind.nested_in:
                records = [self._record(kind, n) for n in (1, 2)]
                content = json.dumps(
                    records[0] if kind.is_singleton else records, ensure_ascii=False
                )
                (folder / f"{name}.json").write_text(content, encoding="utf-8")
        return folder

    def _record(self, kind: type[Entity], n: int) -> dict[str, Any]:
        record = self._part(kind, n) | {"id": _id(kind.folder, n)}
        record["aliases"] = [f"{self.words} {kind.folder} {n}"]
        for number, item in enumerate(record.get("items", ()), 1):
            item |= {"id": f"A.{number}", "parent": "A.1" if number > 1 else None}
        if kind.is_singleton:
            record["standard"] = STANDARD
        return record

    def _part(self, kind: type[Part], n: int) -> dict[str, Any]:
        return {
            field.alias or name: self._value(field.annotation, tuple(field.metadata), n)
            for name, field in kind.model_fields.items()
        }

    def _value(self, annotation: Any, marks: tuple[Any, ...], n: int) -> Any:
        origin, args = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self._value(args[0], (*marks, *args[1:]), n)
        if origin in (Union, types.UnionType):
            return self._value(args[0], marks, n)
        if origin is tuple:
            return [self._value(args[0], (), one) for one in (1, 2)]
        if origin is dict:
            return {self._value(args[0], (), one): "A/R" if one == 1 else "C" for one in (1, 2)}
        if origin is Literal:
            return args[n % len(args)]
        if issubclass(annotation, Part):
            return self._part(annotation, n)
        return self._single(annotation, marks, n)

    def _single(self, annotation: Any, marks: tuple[Any, ...], n: int) -> Any:
        samples = [mark.value for mark in _flat(marks) if isinstance(mark, Sample)]
        if samples and samples[0].startswith(("https:", "extension")):
            return samples[0]
        for mark in _flat(marks):
            if getattr(mark, "json_schema_extra", None) == {"format": "idn-email"}:
                return re.sub(r"[\s@<>,;:?&#]", "", self.words) + "@example.org"
            if isinstance(mark, Reference):
                return _id((mark.folders or _ANY)[n % len(mark.folders or _ANY)], n)
            if isinstance(mark, Prose):
                return self.prose
            if pattern := getattr(mark, "pattern", None):
                return {"{12}$": "0123456789ab", "{64}$": "0" * 64}.get(pattern[-5:], f"{3 - n}.0")
        plain = {date: self.day.isoformat(), bool: n == 1, int: n, float: self.number}
        return plain.get(annotation, self.words)


def _flat(marks: tuple[Any, ...]) -> Iterator[Any]:
    for mark in marks:
        yield mark
        yield from getattr(mark, "metadata", ())


def _id(folder: str, n: int) -> str:
    if folder == "requirements":
        return f"{STANDARD}:A.{n}"
    return STANDARD if (folder, n) == ("frameworks", 1) else f"{folder}-{n}"
