"""Finds the place of a record and its fields in a file."""

import re
from dataclasses import dataclass

from ..diagnostics import Location
from .files import SourceText
from .yaml import Collection, Place, start_of


@dataclass(frozen=True)
class SourceMap:
    """The place of a record in a file."""

    text: SourceText
    place: Place

    def locate(self, *field_path: str | int) -> Location:
        """Return the place of a field; if it is not in the file, of the closest value around it."""
        return self.text.locate(start_of(self._place(field_path)))

    def locate_words(self, words: str, *field_path: str | int) -> Location:
        """Return the place of words in a field; if they are not found, the place of the field."""
        start = start_of(self._place(field_path))
        # A space in the field may be a line break in the file, in quotes with a \\ before it.
        pattern = re.compile(r"[\s\\]+".join(re.escape(word) for word in words.split()))
        found = pattern.search(self.text.content, start)
        return self.text.locate(found.start() if found else start)

    def inside(self, *field_path: str | int) -> "SourceMap":
        """Return the source map of a value in the record."""
        return SourceMap(self.text, self._place(field_path))

    def _place(self, field_path: tuple[str | int, ...]) -> Place:
        place = self.place
        for step in field_path:
            inner = place.inner if isinstance(place, Collection) else None
            if isinstance(inner, dict) and step in inner:
                place = inner[str(step)]
            elif isinstance(inner, list) and isinstance(step, int) and step < len(inner):
                place = inner[step]
            else:
                break
        return place
