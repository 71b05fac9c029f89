from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.applicability import Applicability
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING
FORMERLY = ("unjustified-applicability",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every row of the Statement of Applicability has a justification.

    Source: ISO/IEC 42001, 6.1.3.
    """
    for row in manual.all(Applicability):
        if not row.justification.strip():
            applies = "applies" if row.applies else "does not apply"
            message = f"does not say why {row.control} {applies}"
            yield RuleResult(
                row,
                message,
                'Add the line `justification: "..."`, with the reason.',
                ("justification",),
            )
