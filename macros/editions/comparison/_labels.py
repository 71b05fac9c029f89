"""The labels of records in two snapshots; the new snapshot takes precedence."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ...model import kinds
from ...model._mentions import Mention, replace_mentions
from ...text import format_number
from ..snapshot import Snapshot, Values, day_of
from ._changes import Value
from ._shapes import ValueShape, guess_shape

_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}[ \t]+", re.MULTILINE)
_MOST = 200
"""The number of characters after which a text inside a group is cut."""


class Labels:
    """The labels of ids, and the text of values."""

    def __init__(self, old: Snapshot, new: Snapshot) -> None:
        self._kinds = kinds()
        self._labels: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._standard = _standard(new) or _standard(old)
        for snapshot in (new, old):
            for folder, records in snapshot.records.items():
                for id, values in records.items():
                    self._add(folder, id, values)

    def _add(self, folder: str, id: str, values: Values) -> None:
        self._labels.setdefault(id, self.label(folder, id, values))
        self._keys.setdefault(id, id)
        for alias in _items_in(values.get("aliases")):
            self._keys.setdefault(alias, id)
        if folder == "frameworks":
            for item in _items_in(values.get("items"), dict):
                inner = str(item.get("id", ""))
                words = f"{inner} {item.get('title', '')}".strip()
                self._labels.setdefault(f"{id}:{inner}", f"{values.get('title', id)} {words}")
                if id == self._standard:
                    self._labels.setdefault(inner, words)

    def label(self, folder: str, id: str, values: Values) -> str:
        """Return the label of a record: its id, if the kind shows ids, and its title."""
        kind = self._kinds.get(folder)
        title = values.get("title")
        if not isinstance(title, str) or not title:
            control = values.get("control")
            title = f"Applicability of {control}" if isinstance(control, str) else ""
        if kind is not None and not kind.shows_id:
            return title or id
        return f"{id} {title}".strip()

    def value(self, id: str) -> Value:
        """Return the label of an id, or the id itself if it is unknown."""
        key = self._keys.get(id, id)
        return Value(self._labels.get(key, id), key)

    def plain(self, text: str) -> str:
        """Return prose without the markup of Markdown."""

        def words(mention: Mention) -> str:
            return mention.words or self.value(mention.target).words

        text = _HEADING.sub("", replace_mentions(text, words))
        return _STRONG.sub(r"\2", text)

    def shown(self, value: Any, shape: ValueShape) -> Value:
        """Return the text of a value, as pages show it."""
        if isinstance(value, bool):
            return Value("yes" if value else "no")
        if isinstance(value, int | float):
            return Value(format_number(value))
        if isinstance(value, str):
            return self._text(value, shape)
        if isinstance(value, list):
            return Value(", ".join(self.shown(item, shape).words for item in value))
        if isinstance(value, Mapping):
            return Value(self.part(value, shape))
        return Value("nothing")

    def _text(self, value: str, shape: ValueShape) -> Value:
        day = day_of(value) if shape.day or not shape.name else None
        if day is not None:
            return Value(spoken_day(day))
        if shape.reference:
            return self.value(value)
        return Value(" ".join((self.plain(value) if shape.prose else value).split()))

    def part(self, values: Mapping[str, Any], shape: ValueShape) -> str:
        """Return a group of fields in one line; the first one has a name if it is not a word."""
        known = {field.name: field for field in shape.part or ()}
        parts: list[str] = []
        for name in [*known, *sorted(set(values) - set(known))]:
            value = values.get(name)
            inner = known.get(name) or _unknown(name, value)
            if value in (None, "", [], {}) or not inner.is_compared:
                continue
            words = _cut(" ".join(self.shown(value, inner).words.split()))
            is_named = bool(parts) or not any(letter.isalpha() for letter in words)
            parts.append(f"{inner.title}: {words}" if is_named else words)
        return " ".join([*map(_sentence, parts[:-1]), *parts[-1:]])


def _sentence(words: str) -> str:
    return words if words.endswith((".", "…")) else f"{words}."


def _unknown(name: str, value: Any) -> ValueShape:
    """Return what a field holds that the model does not know: a day, or any other text."""
    shape = guess_shape(name)
    return replace(shape, day=day_of(value) is not None, reference=False, prose=False)


def _standard(snapshot: Snapshot) -> str:
    """Return the id of the own standard, whose clauses are labelled without it."""
    for values in snapshot.records.get("organisation", {}).values():
        return str(values.get("standard", "iso-42001"))
    return ""


def spoken_day(day: date) -> str:
    """Return a date as text: `8 July 2026`."""
    return f"{day.day} {day:%B %Y}"


def _cut(words: str) -> str:
    return words if len(words) <= _MOST else f"{words[:_MOST].rstrip()} …"


def _items_in(value: Any, sort: type = str) -> list[Any]:
    return [item for item in value if isinstance(item, sort)] if isinstance(value, list) else []
