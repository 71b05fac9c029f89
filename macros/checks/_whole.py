"""Flaws of the manual as a whole, which stand at its organisation."""

from collections.abc import Iterator

from ..manual import Manual
from ._flaw import Flaw


def whole(manual: Manual, message: str, hint: str) -> Iterator[Flaw]:
    """Yield one flaw for a part that is missing altogether, instead of one for each record."""
    if manual.organisation is not None:
        yield Flaw(manual.organisation, message, hint)
