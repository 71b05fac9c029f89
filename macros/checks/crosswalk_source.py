from collections.abc import Iterator

from ..diagnostics import Category, Severity, did_you_mean
from ..manual import Manual
from ..model.crosswalk import Crosswalk
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every source of a pair in a crosswalk is listed in the sources of the crosswalk."""
    for crosswalk in manual.all(Crosswalk):
        known = [source.id for source in crosswalk.sources]
        for number, pair in enumerate(crosswalk.pairs):
            named = [("source", pair.source), *(("also", name) for name in pair.also)]
            for field, name in named:
                if name not in known:
                    message = f"names the source '{name}' for a pair, but does not list it"
                    hint = did_you_mean(name, known) or "Add it under `sources`."
                    yield RuleResult(crosswalk, message, hint, ("pairs", number, field))
