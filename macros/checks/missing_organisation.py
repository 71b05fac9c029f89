from collections.abc import Iterator

from ..findings import Challenge, Level
from ..manual import Manual
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.ERROR


def check(manual: Manual) -> Iterator[Flaw]:
    """A manual says whose it is."""
    first = next(manual.entities, None)
    # In a manual that could not be read in full, it may be what could not be read.
    if manual.organisation is None and first is not None and manual.whole:
        hint = "Write organisation.yaml with `id`, `title`, `document_id`, `edition` and `issued`."
        yield Flaw(first, "stands in a manual that has no organisation", hint)
