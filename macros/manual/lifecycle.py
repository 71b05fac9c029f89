"""Which records are retired, and so have no due dates and no findings."""

from datetime import date

from ..model import Entity, marked_fields
from ..model._markers import Retires


def is_retired(record: Entity, day: date) -> bool:
    """Return whether a record is withdrawn, retired or cancelled on a day."""
    return any(
        found.value <= day if isinstance(found.value, date) else found.value in found.mark.values
        for found in marked_fields(record, Retires)
    )
