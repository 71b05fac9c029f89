from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..model.applicability import Applicability
from . import Flaw

CHALLENGE = Challenge.REVIEW
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Every control that applies has evidence that it works."""
    for row in manual.all(Applicability):
        if row.applies and not row.evidence:
            message = f"says that {row.control} applies, and nothing shows that it works"
            hint = "Name under `evidence` the records, reviews or audits that show it."
            yield Flaw(row, message, hint, ("evidence",))
