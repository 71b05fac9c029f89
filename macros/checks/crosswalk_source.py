from collections.abc import Iterator

from ..diagnostics import Category, Severity, did_you_mean
from ..manual import Manual
from ..model.crosswalk import Crosswalk
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every source that a crosswalk names for a pair is among its sources."""
    for crosswalk in manual.all(Crosswalk):
        known = [source.id for source in crosswalk.sources]
        for number, pair in enumerate(crosswalk.pairs):
            ways = [("source", pair.source), *(("also", name) for name in pair.also)]
            for field, name in ways:
                if name not in known:
                    message = f"names '{name}' for a pair, which is none of its sources"
                    hint = did_you_mean(name, known) or "Add it under `sources`."
                    yield RuleResult(crosswalk, message, hint, ("pairs", number, field))
