from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.fingerprint import fingerprint, matches
from ..model import Controlled
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """No approved document has changed since its newest revision, by its fingerprint.

    Source: ISO/IEC 42001, 7.5.3.
    """
    for record in manual.entities:
        if not isinstance(record, Controlled) or record.status != "approved":
            continue
        newest = record.revisions[0] if record.revisions else None
        if newest is None or newest.fingerprint is None or manual.is_flawed(record):
            continue
        if not matches(record, newest.fingerprint):
            message = f"has changed since version {newest.version} was approved"
            hint = (
                "If the change is approved, add a revision with a new version "
                f"and `fingerprint: '{fingerprint(record)}'`. If not, undo the change."
            )
            yield RuleResult(record, message, hint, ("revisions", 0, "fingerprint"))
