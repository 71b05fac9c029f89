"""The label of a record as plain text."""

from ..model import Entity


def plain_label(record: Entity) -> str:
    """Return the label of a record: its id, if the kind shows ids, and its title."""
    return f"{record.short_id} {record.title}" if record.shows_id else record.title
