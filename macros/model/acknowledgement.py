import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import Field, model_validator

from ._entity import Entity, slug
from ._markers import Happened, Heading, NotCompared
from ._types import Day, Name, PersonId, Reference, RoleId, Version


class Acknowledgement(Entity):
    """A person's confirmation that they have read a version of a policy or procedure (clause 7.3).

    The file that an onboarding page saves has such records: put it into `acknowledgements/`.
    """

    folder = "acknowledgements"
    name = "acknowledgement"
    plural = "acknowledgements"
    search_weight = 0.6
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
    """The fingerprint of the content that was read; the onboarding page writes it."""
    on: Annotated[Day, Happened("was given", may_follow_as_of=True), Heading("Date")]
    """The day of the acknowledgement."""
    checksum: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    """The checksum that the onboarding page wrote, which shows whether it was changed since."""

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


SIGNED = ("person", "role", "record", "version", "fingerprint", "on")
"""The fields in a checksum, in their order."""


def checksum_of(values: Mapping[str, str]) -> str:
    """Return the SHA-256 checksum of an acknowledgement, as `docs/assets/acknowledge.js` does."""
    return _sha256([values.get(name, "") for name in SIGNED])


def checksum_of_several(checksums: Iterable[str]) -> str:
    """Return the checksum of the text that a reader copies or mails, from those of its entries."""
    return _sha256(list(checksums))


def _sha256(values: list[str]) -> str:
    written = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
