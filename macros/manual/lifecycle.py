"""Which records still count: what is withdrawn, retired or cancelled needs no care any more."""

from datetime import date

from ..model import Entity, marked_fields
from ..model._markers import Retires


def is_retired(record: Entity, day: date) -> bool:
    """Return whether a record is kept only so that one can read how it was."""
    return any(
        found.value <= day if isinstance(found.value, date) else found.value in found.mark.values
        for found in marked_fields(record, Retires)
    )
