from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.applicability import Applicability
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING
FORMERLY = ("unevidenced-requirement",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every applicable control has evidence."""
    for row in manual.all(Applicability):
        if row.applies and not row.evidence:
            message = f"has no evidence for {row.control}, which applies"
            hint = "Add the records, reviews or audits that are its evidence under `evidence`."
            yield RuleResult(row, message, hint, ("evidence",))
