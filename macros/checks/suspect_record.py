from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..editions.suspects import suspects
from ..manual import Manual
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING
FORMERLY = ("suspect",)
_HINT = "Check whether it is still correct, then write the date under `last_reviewed`."
_COVERED = "Check whether it is still correct, then hold a review that covers it."


def check(manual: Manual) -> Iterator[RuleResult]:
    """No record depends on a record that has changed since its last review.

    Minor revisions do not count.
    """
    for suspect in suspects(manual):
        if suspect.changed:
            change = f"{suspect.cause.id} changed on {suspect.changed} (version {suspect.version})"
        else:
            change = f"{suspect.cause.id} changed after that, since {suspect.edition}"
        message = f"was last reviewed on {suspect.reviewed_on}; {change}"
        hint = _HINT if hasattr(suspect.record, "last_reviewed") else _COVERED
        yield RuleResult(suspect.record, message, hint)
