from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.applicability import Applicability
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every row of the Statement of Applicability says why the control applies, or why not."""
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
