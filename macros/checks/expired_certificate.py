from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every certificate that the organisation says it holds is still in force."""
    own = manual.organisation
    for number, one in enumerate(own.holds if own else ()):
        if own and one.until and one.until < manual.day:
            message = f"says that it holds {one.framework}, until {one.until}"
            hint = "Renew the certificate and write its last day under `until`, or take it out."
            yield RuleResult(own, message, hint, ("holds", number, "until"))
