"""What a record is called, as plain text."""

from ..model import Entity


def plain_label(record: Entity) -> str:
    """Return what a record is called, as plain text."""
    return f"{record.short_id} {record.title}" if record.shows_id else record.title
