"""Flaws of the manual as a whole, which stand at its organisation."""

from collections.abc import Iterator

from ..manual import Manual
from ._flaw import RuleResult


def as_whole(manual: Manual, message: str, hint: str) -> Iterator[RuleResult]:
    """Yield one flaw for a part that is missing altogether, instead of one for each record."""
    if manual.organisation is not None:
        yield RuleResult(manual.organisation, message, hint)
