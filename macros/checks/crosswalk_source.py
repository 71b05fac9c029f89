from collections.abc import Iterator

from ..diagnostics import Challenge, Level, did_you_mean
from ..manual import Manual
from ..model.crosswalk import Crosswalk
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.ERROR


def check(manual: Manual) -> Iterator[Flaw]:
    """Every source that a crosswalk names for a pair is among its sources."""
    for crosswalk in manual.all(Crosswalk):
        known = [source.id for source in crosswalk.sources]
        for number, pair in enumerate(crosswalk.pairs):
            ways = [("source", pair.source), *(("also", name) for name in pair.also)]
            for field, name in ways:
                if name not in known:
                    message = f"names '{name}' for a pair, which is none of its sources"
                    hint = did_you_mean(name, known) or "Add it under `sources`."
                    yield Flaw(crosswalk, message, hint, ("pairs", number, field))
