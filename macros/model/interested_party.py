from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from ._entity import Part
from ._owned import Owned
from ._types import Name, Reference


class Need(Part):
    """A need or expectation of an interested party."""

    need: str
    """The need or expectation, in a sentence."""
    met_by: tuple[Annotated[str, Name, Reference("policies", "processes")], ...] = ()
    """The policies and processes that address it."""
    binding: bool = False
    """Whether the organisation must meet it by law or contract."""


class InterestedParty(Owned):
    """A person or organisation that affects the AI systems or is affected by them (clause 4.2)."""

    folder = "interested-parties"
    name = "interested party"
    plural = "interested parties"
    introduction = (
        "The people and organisations that our AI affects, or that can affect our use of AI. "
        "The page of a party gives its needs, and the records that address them."
    )
    shows_id = False
    register_columns = ("side", "owner")
    section_clauses: ClassVar[Mapping[str, str]] = {
        "needs": "4.2",
        "told": "7.4, A.8.5",
    }

    side: Literal["internal", "external"]
    """Whether it is internal or external."""
    needs: tuple[Need, ...] = ()
    """Its needs and expectations."""
