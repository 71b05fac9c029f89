from typing import Annotated, Any

from pydantic import Field, model_validator

from ._entity import Entity, slug
from ._markers import Happened, Heading, NotCompared
from ._types import Day, Name, PersonId, Reference, RoleId, Version


class Acknowledgement(Entity):
    """A person's confirmation that they have read a version of a policy or procedure (clause 7.3).

    A receipt from an onboarding page is such a record: drop the file into `acknowledgements/`.
    """

    folder = "acknowledgements"
    name = "acknowledgement"
    plural = "acknowledgements"
    introduction = "Who has acknowledged which version of a policy or procedure, and when."
    shows_id = False
    # Acknowledgements come in every day and change nothing in the manual; registers show them.
    is_compared = False
    register_columns = ("person", "record", "version", "on")

    person: PersonId
    """The person who read it: id, name or e-mail address."""
    role: RoleId | None = None
    """The role for which the person read it."""
    record: Annotated[str, Name, Reference("policies", "procedures")]
    """The policy or procedure that was read."""
    version: Version
    """The version that was read."""
    fingerprint: Annotated[str | None, NotCompared()] = Field(
        default=None, pattern=r"^[0-9a-f]{12}$"
    )
    """The fingerprint of the content that was read; the receipt contains it."""
    on: Annotated[Day, Happened("was given"), Heading("Date")]
    """The day of the acknowledgement."""
    checksum: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    """The checksum of the receipt, which shows whether it was changed."""

    @model_validator(mode="before")
    @classmethod
    def _name(cls, data: Any) -> Any:
        """Return the record with its default id and title, unless others are written."""
        if isinstance(data, dict):
            # What is missing is told of by its own name, not as a missing id.
            person, record, version = (data.get(part) for part in ("person", "record", "version"))
            return _names(person, record, version) | data
        return data

    @property
    def made_names(self) -> dict[str, str]:
        """The default id and title."""
        return _names(self.person, self.record, self.version)


def _names(person: object, record: object, version: object) -> dict[str, str]:
    return {
        "id": f"ack-{slug(str(person)).lower()}-{record}-{version}",
        "title": f"{person} has read {record} {version}",
    }
