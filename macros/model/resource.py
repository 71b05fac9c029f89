from typing import Annotated, Literal

from pydantic import Field

from ..text import Figure
from ._owned import Reviewed
from ._types import Markdown, Name, Number, Reference


class Resource(Reviewed):
    """A resource of the management system: people, tools, data, budget (clauses 7.1, A.4)."""

    folder = "resources"
    name = "resource"
    plural = "resources"
    search_weight = 0.75
    introduction = "The resources that the management system needs, and the resources that it has."
    register_columns = ("type", "owner", "needed", "allocated", "unit", "period", "supports")

    type: Literal["people", "tool", "data", "computing", "budget"]
    """The type of resource."""
    needed: Annotated[Number, Field(ge=0)] | None = None
    """The amount that is needed in the period."""
    allocated: Annotated[Number, Field(ge=0)] | None = None
    """The amount that is allocated."""
    unit: str = ""
    """The unit: `FTE`, `EUR`, `GPU hours`, `licences`."""
    period: str = ""
    """The period the figures are for: `2026`."""
    supports: tuple[Annotated[str, Name, Reference("processes", "ai-systems")], ...] = ()
    """The processes and AI systems that it supports."""
    description: Markdown = ""
    """What it is, and its intended use."""
    provider: str = ""
    """The supplier."""

    @property
    def missing(self) -> float | None:
        """The amount that is missing; none if enough is allocated."""
        if self.needed is None or self.allocated is None or self.allocated >= self.needed:
            return None
        return Figure(self.needed) - self.allocated
