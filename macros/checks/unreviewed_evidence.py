from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model._types import next_due
from ..model.applicability import Applicability
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING
FORMERLY = ("unseen-evidence",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """All evidence of applicable controls was reviewed within the last year."""
    for row in manual.all(Applicability):
        for number, evidence in enumerate(row.evidence if row.applies else ()):
            if evidence.seen is None:
                message = f"has the evidence {evidence.what}, but not the date of its last review"
            elif next_due(evidence.seen, "yearly") < manual.day:
                message = (
                    f"has the evidence {evidence.what}, which was last reviewed on {evidence.seen}"
                )
            else:
                continue
            hint = "Review the evidence, then write the date under `seen`."
            yield RuleResult(row, message, hint, ("evidence", number, "seen"))
