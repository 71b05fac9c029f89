"""Which records are retired, and so have no due dates and no findings."""

from datetime import date

from ..model import Controlled, Entity
from ..model.action import Action
from ..model.ai_system import AISystem


def is_retired(record: Entity, day: date) -> bool:
    """Return whether a record is withdrawn, retired or cancelled on a day."""
    if isinstance(record, Controlled):
        return record.status == "withdrawn"
    if isinstance(record, AISystem):
        return record.retired_on is not None and record.retired_on <= day
    return isinstance(record, Action) and record.state == "cancelled"
