"""Where a record was written, and where in it each field."""

import re
from dataclasses import dataclass

from ..diagnostics import Location
from .files import Text
from .yaml import Collection, Place, start_of


@dataclass(frozen=True)
class Source:
    """Where a record was written."""

    text: Text
    place: Place

    def locate(self, *way: str | int) -> Location:
        """Return the place of a field, or of the closest thing around it that was written."""
        return self.text.locate(start_of(self._place(way)))

    def locate_words(self, words: str, *way: str | int) -> Location:
        """Return where words stand inside a field, or the field where they cannot be found."""
        start = start_of(self._place(way))
        # What is one space in the field may be the end of a line in the file, with a \\ in quotes.
        pattern = re.compile(r"[\s\\]+".join(re.escape(word) for word in words.split()))
        found = pattern.search(self.text.content, start)
        return self.text.locate(found.start() if found else start)

    def inside(self, *way: str | int) -> "Source":
        """Return where something inside the record was written."""
        return Source(self.text, self._place(way))

    def _place(self, way: tuple[str | int, ...]) -> Place:
        place = self.place
        for step in way:
            inner = place.inner if isinstance(place, Collection) else None
            if isinstance(inner, dict) and step in inner:
                place = inner[str(step)]
            elif isinstance(inner, list) and isinstance(step, int) and step < len(inner):
                place = inner[step]
            else:
                break
        return place
