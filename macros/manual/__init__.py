"""The manual: its records, and every fact that follows from them."""

from ._manual import NOT_SHOWN, WITHHELD, Manual, RecordLink, Withheld

__all__ = ["NOT_SHOWN", "WITHHELD", "Manual", "RecordLink", "Withheld"]
