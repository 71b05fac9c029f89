from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.management_review import ManagementReview
from . import RuleResult
from ._results import report_on_manual

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Top management has reviewed the management system.

    Source: ISO/IEC 42001, 9.3.
    """
    if not manual.all(ManagementReview):
        hint = "Hold a management review, then add it to management-reviews.yaml."
        yield from report_on_manual(manual, "has no management review (9.3)", hint)
