"""The manual: its records, and the facts that follow from them."""

from ._manual import NOT_SHOWN, WITHHELD, Manual, RecordLink, Withheld

__all__ = ["NOT_SHOWN", "WITHHELD", "Manual", "RecordLink", "Withheld"]
