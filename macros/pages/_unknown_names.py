"""Names on pages that the manual does not have."""

from collections.abc import Iterable

from ..diagnostics import AimsError, did_you_mean


class UnknownNameError(AimsError):
    """A page uses a name that the manual does not have."""


def check_name(what: str, name: str, known: Iterable[str]) -> None:
    """Check that a name is known; `what` says what it names: `table`.

    Raises:
        UnknownNameError: It is not known.
    """
    if name not in known:
        raise UnknownNameError(f"unknown {what} '{name}'. {hint_of(name, known)}")


def hint_of(name: str, known: Iterable[str]) -> str:
    """Return the closest known name; default: all of them."""
    return did_you_mean(name, known) or f"Allowed: {', '.join(sorted(known))}."
