from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.NOTICE


def check(manual: Manual) -> Iterator[RuleResult]:
    """No id has a space in it, except for the number of a clause or article."""
    for record in manual.entities:
        if " " in record.id.strip() and not record.nested_in:
            better = "-".join(record.id.split())
            better = better if better.isupper() else better.lower()
            message = "has an id with a space in it"
            hint = f"Write `id: {better}`, and the same where the record is named."
            yield RuleResult(record, message, hint, ("id",))
