from typing import Annotated, Literal

from pydantic import Field

from ._entity import Entity, Part
from ._markers import Unordered
from ._types import RequirementId


class CrosswalkSource(Part):
    """A source that relates requirements to each other."""

    id: str
    """The name the pairs refer to it by."""
    document: str
    """The document that states the relation."""
    title: str = ""
    """The name shown beside each pair; default: its id."""
    authority: Literal["official", "vendor", "community"]
    """The authority of the source: a standards body or public authority, a company, volunteers."""
    note: str = ""
    """Limitations of the source."""
    licence: str = ""
    """The licence under which it was published."""


class Pair(Part):
    """Two related requirements."""

    from_: RequirementId = Field(alias="from")
    """The first requirement."""
    to: RequirementId
    """The second requirement."""
    relation: Literal["equal", "intersects", "subset", "superset"]
    """How they relate; `subset`: the first is a part of the second."""
    basis: Literal["harmonised-structure", "stated", "parallel-clause", "co-listed"]
    """The basis of the relation."""
    source: str
    """The main source of the relation."""
    also: Annotated[tuple[str, ...], Unordered()] = ()
    """Other sources of the relation."""
    ref: str = ""
    """The place in the source."""


class Crosswalk(Entity):
    """Related requirements of different frameworks, with their sources."""

    folder = "crosswalks"
    name = "crosswalk"
    plural = "crosswalks"
    search_weight = 0.9
    introduction = (
        "Related requirements of different frameworks, with the source of each relation. A pair "
        "never says that meeting one requirement meets the other."
    )
    shows_id = False

    sources: tuple[CrosswalkSource, ...] = ()
    """The sources."""
    pairs: tuple[Pair, ...] = ()
    """The pairs, from the view of one framework."""
