"""The manual: its records, and the facts that follow from them."""

from ._cache import per_manual
from ._manual import Manual, RecordLink
from ._withheld import NOT_SHOWN, WITHHELD, Withheld

__all__ = ["NOT_SHOWN", "WITHHELD", "Manual", "RecordLink", "Withheld", "per_manual"]
