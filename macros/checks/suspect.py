from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..editions.suspects import suspects
from ..manual import Manual
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING
_HINT = "See whether it still fits, and write the day under `last_reviewed`."
_COVERED = "See whether it still fits, and hold a review that covers it."


def check(manual: Manual) -> Iterator[RuleResult]:
    """What a record rests on has not changed, but for small things, since it was last reviewed."""
    for one in suspects(manual):
        message = f"was last reviewed on {one.looked_at}; {one.cause.id} changed after that"
        if one.changed:
            message += f", on {one.changed} (version {one.version})"
        else:
            message += f", since {one.edition}"
        hint = _HINT if hasattr(one.record, "last_reviewed") else _COVERED
        yield RuleResult(one.record, message, hint)
