from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from ._entity import Entity
from ._letters import RACI, LetterScheme
from ._markers import Addresses, Affects
from ._types import DocumentId, Markdown, ProcessId, RequirementId, RoleId, Sample, StageId


def _letters(value: object, info: ValidationInfo) -> object:
    """Return the letters of a cell in the order of the manual's scheme: `r, a` becomes `A/R`.

    The context of the validation is the scheme. Without one, for example for an earlier edition,
    letters that RACI does not have are left as they are.
    """
    scheme = info.context if isinstance(info.context, LetterScheme) else None
    letters = (scheme or RACI).spell(value) if isinstance(value, str) else ""
    if letters or (scheme is None and value):
        return letters or value
    known = scheme or RACI
    context = {
        "known": known.in_words,
        "wanted": f"{' or '.join(known.in_words.rsplit(' and ', 1))}, the letters of {known.name}, "
        "or several with a slash between",
        "sample": known.sample,
    }
    raise PydanticCustomError("letters", "is not made of the letters {known}", context)


Letters = Annotated[
    str, BeforeValidator(_letters), Sample("A/R", "letters with a slash between them")
]


class Activity(Entity):
    """A row of the responsibility matrix: who is responsible, who is accountable (clause 5.3)."""

    folder = "activities"
    name = "activity"
    plural = "activities"
    search_weight = 0.9
    introduction = (
        "The work of the management system. Each activity has one accountable role, and roles "
        "that are responsible, consulted or informed."
    )
    register_columns = ("process", "when", "stages")

    process: ProcessId
    """The process it belongs to."""
    responsibilities: Annotated[dict[RoleId, Letters], Affects("cells", is_personal=True)] = Field(
        default_factory=dict
    )
    """Each role with its letters: `data-steward: A/R`. By default exactly one A, at least one R."""
    when: str = ""
    """When it is done, or the event that triggers it."""
    purpose: Markdown = ""
    """What is done, and the result."""
    stages: tuple[StageId, ...] = ()
    """The life-cycle stages it belongs to; default: those of its process."""
    requirements: Annotated[tuple[RequirementId, ...], Addresses()] = ()
    """The clauses and controls it implements."""
    records: tuple[DocumentId, ...] = ()
    """The records it produces."""
