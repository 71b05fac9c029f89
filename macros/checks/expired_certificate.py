from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """No certificate of the organisation has expired."""
    own = manual.organisation
    for number, certificate in enumerate(own.holds if own else ()):
        until = certificate.until
        if own and until and until < manual.day:
            message = f"has a certificate for {certificate.framework} that expired on {until}"
            hint = (
                "Renew the certificate and write its last day under `until`, or delete the entry."
            )
            yield RuleResult(own, message, hint, ("holds", number, "until"))
