from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.NOTICE


def check(manual: Manual) -> Iterator[RuleResult]:
    """No id has a space, except the number of a clause or article."""
    for record in manual.entities:
        if " " in record.id.strip() and not record.nested_in:
            hyphenated = "-".join(record.id.split())
            hyphenated = hyphenated if hyphenated.isupper() else hyphenated.lower()
            message = "has an id with a space"
            hint = f"Write `id: {hyphenated}`, and change the references to it."
            yield RuleResult(record, message, hint, ("id",))
