from typing import Annotated, Literal

from pydantic import Field

from ..text import Figure
from ._owned import Reviewed
from ._types import Markdown, Name, Number, Reference


class Resource(Reviewed):
    """What the system needs: people, tools, data, computing, money (clauses 7.1, A.4)."""

    folder = "resources"
    name = "resource"
    plural = "resources"
    register_columns = ("type", "owner", "needed", "allocated", "unit", "period", "supports")

    type: Literal["people", "tool", "data", "computing", "budget"]
    """What sort of resource it is."""
    needed: Annotated[Number, Field(ge=0)] | None = None
    """How much is needed in the period."""
    allocated: Annotated[Number, Field(ge=0)] | None = None
    """How much has been granted."""
    unit: str = ""
    """What is counted: `FTE`, `EUR`, `GPU hours`, `licences`."""
    period: str = ""
    """The period the figures are for: `2026`."""
    supports: tuple[Annotated[str, Name, Reference("processes", "ai-systems")], ...] = ()
    """The processes and AI systems that live on it."""
    description: Markdown = ""
    """What it is, and what it is used for."""
    provider: str = ""
    """Who supplies it."""

    @property
    def missing(self) -> float | None:
        """How much less was granted than is needed; nothing where enough was."""
        if self.needed is None or self.allocated is None or self.allocated >= self.needed:
            return None
        return Figure(self.needed) - self.allocated
