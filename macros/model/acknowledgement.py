from typing import Annotated, Any

from pydantic import model_validator

from ._entity import Entity
from ._types import Day, PersonId, Reference, Version


class Acknowledgement(Entity):
    """Somebody's word that they have read a version of a policy or procedure (clause 7.3)."""

    folder = "acknowledgements"
    name = "acknowledgement"
    plural = "acknowledgements"
    shows_id = False
    listed = ("person", "record", "version", "on")

    person: PersonId
    """Who read it."""
    record: Annotated[str, Reference("policies", "procedures")]
    """What they read."""
    version: Version
    """Which version of it."""
    on: Day
    """The day they said so."""

    @model_validator(mode="before")
    @classmethod
    def _name(cls, data: Any) -> Any:
        """Return the record with the id and title it has unless others are written."""
        if isinstance(data, dict):
            person, record, version = (data.get(part) for part in ("person", "record", "version"))
            if isinstance(person, str) and isinstance(record, str):
                named = {
                    "id": f"ack-{person}-{record}-{version}",
                    "title": f"{person} has read {record} {version}",
                }
                return named | data
        return data
