import re
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ._entity import Entity
from ._markers import Addresses, Affects
from ._types import DocumentId, Markdown, ProcessId, RequirementId, RoleId, Sample, StageId

LETTERS = {"A": "Accountable", "R": "Responsible", "C": "Consulted", "I": "Informed"}
"""The letters of the responsibility matrix and what they stand for, in their order."""


def _letters(value: object) -> object:
    """Return the letters of a cell in their order: `r, a` becomes `A/R`."""
    letters = _in_order(value) if isinstance(value, str) else ""
    if letters:
        return letters
    raise PydanticCustomError("letters", "is not made of the letters R, A, C and I")


# A matrix has thousands of cells, and few different ones.
@lru_cache(maxsize=256)
def _in_order(written: str) -> str:
    found = [letter for letter in re.split(r"[/,+\s]*", written.strip().upper()) if letter]
    if set(found) <= set(LETTERS) and len(set(found)) == len(found):
        return "/".join(letter for letter in LETTERS if letter in found)
    return ""


Letters = Annotated[
    str, BeforeValidator(_letters), Sample("A/R", "R, A, C or I, or several with a slash between")
]


class Activity(Entity):
    """A row of the responsibility matrix: who is responsible, who is accountable (clause 5.3)."""

    folder = "activities"
    name = "activity"
    plural = "activities"
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
    """Each role with its letters: `data-steward: A/R`. Exactly one A, at least one R."""
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
