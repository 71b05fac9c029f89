from typing import Annotated, Literal

from pydantic import Field

from ._entity import Entity, Part
from ._markers import Unordered
from ._types import RequirementId


class CrosswalkSource(Part):
    """Who says that two requirements belong together."""

    id: str
    """The name the pairs refer to it by."""
    document: str
    """The document that says so."""
    title: str = ""
    """What it is called beside each pair; else its id."""
    authority: Literal["official", "vendor", "community"]
    """How much weight it has: of a standards body or authority, of a company, of volunteers."""
    note: str = ""
    """What else one should know before one relies on it."""
    licence: str = ""
    """The licence under which it was published."""


class Pair(Part):
    """Two requirements that belong together."""

    from_: RequirementId = Field(alias="from")
    """The requirement seen from."""
    to: RequirementId
    """The requirement it belongs to."""
    relation: Literal["equal", "intersects", "subset", "superset"]
    """How they relate; `subset`: the first is a part of the second."""
    basis: Literal["harmonised-structure", "stated", "parallel-clause", "co-listed"]
    """What the relation rests on."""
    source: str
    """The source that says so first."""
    also: Annotated[tuple[str, ...], Unordered()] = ()
    """Other sources that say so."""
    ref: str = ""
    """Where in the source it stands."""


class Crosswalk(Entity):
    """Which requirements of different frameworks belong together, and who says so."""

    folder = "crosswalks"
    name = "crosswalk"
    plural = "crosswalks"
    shows_id = False

    sources: tuple[CrosswalkSource, ...] = ()
    """Who says so."""
    pairs: tuple[Pair, ...] = ()
    """The pairs, seen from one framework."""
