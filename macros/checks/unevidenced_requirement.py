from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.applicability import Applicability
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every control that applies has evidence that it works."""
    for row in manual.all(Applicability):
        if row.applies and not row.evidence:
            message = f"says that {row.control} applies, and nothing shows that it works"
            hint = "Name under `evidence` the records, reviews or audits that show it."
            yield RuleResult(row, message, hint, ("evidence",))
