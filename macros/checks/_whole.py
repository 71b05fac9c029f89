"""Results about the manual as a whole, reported at its organisation."""

from collections.abc import Iterator

from ..manual import Manual
from ._results import RuleResult


def as_whole(manual: Manual, message: str, hint: str) -> Iterator[RuleResult]:
    """Yield one result for the whole manual, instead of one for each record."""
    if manual.organisation is not None:
        yield RuleResult(manual.organisation, message, hint)
