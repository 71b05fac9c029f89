from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..loading.samples import Shape, value
from ..manual import Manual
from ..model.organisation import Organisation
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.ERROR


def check(manual: Manual) -> Iterator[Flaw]:
    """A manual says whose it is."""
    first = next(manual.entities, None)
    # In a manual that could not be read in full, it may be what could not be read.
    if manual.organisation is None and first is not None and manual.whole:
        line = value(Shape("group", part=Organisation))
        hint = f"Write a file organisation.yaml: `{line}`."
        yield Flaw(first, "stands in a manual that has no organisation", hint)
