"""Where a record was written, and where in it each field."""

import re
from dataclasses import dataclass

from ..diagnostics import Location
from .files import SourceText
from .yaml import Collection, Place, start_of


@dataclass(frozen=True)
class SourceMap:
    """Where a record was written."""

    text: SourceText
    place: Place

    def locate(self, *field_path: str | int) -> Location:
        """Return the place of a field, or of the closest thing around it that was written."""
        return self.text.locate(start_of(self._place(field_path)))

    def locate_words(self, words: str, *field_path: str | int) -> Location:
        """Return where words stand inside a field, or the field where they cannot be found."""
        start = start_of(self._place(field_path))
        # What is one space in the field may be the end of a line in the file, with a \\ in quotes.
        pattern = re.compile(r"[\s\\]+".join(re.escape(word) for word in words.split()))
        found = pattern.search(self.text.content, start)
        return self.text.locate(found.start() if found else start)

    def inside(self, *field_path: str | int) -> "SourceMap":
        """Return where something inside the record was written."""
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
