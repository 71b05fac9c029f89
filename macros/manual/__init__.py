"""The manual: its records, and every fact that follows from them."""

from ._cache import per_manual
from ._manual import NOT_SHOWN, WITHHELD, Manual, RecordLink, Withheld

__all__ = ["NOT_SHOWN", "WITHHELD", "Manual", "RecordLink", "Withheld", "per_manual"]
