from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from ._entity import Part
from ._owned import Owned
from ._types import Name, Reference


class Need(Part):
    """Something an interested party needs or expects."""

    need: str
    """What it needs or expects, in a sentence."""
    met_by: tuple[Annotated[str, Name, Reference("policies", "processes")], ...] = ()
    """The policies and processes that answer it."""
    binding: bool = False
    """Whether it binds the organisation by law or contract."""


class InterestedParty(Owned):
    """Somebody who affects the organisation's AI systems or is affected by them (clause 4.2)."""

    folder = "interested-parties"
    name = "interested party"
    plural = "interested parties"
    shows_id = False
    register_columns = ("side", "owner")
    section_clauses: ClassVar[Mapping[str, str]] = {
        "needs": "4.2",
        "told": "7.4, A.8.5",
    }

    side: Literal["internal", "external"]
    """Whether it stands inside or outside the organisation."""
    needs: tuple[Need, ...] = ()
    """What it needs and expects."""
