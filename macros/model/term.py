from typing import Annotated

from ._entity import Entity
from ._markers import Addresses
from ._types import AnyId, Markdown


class Term(Entity):
    """A word of the manual and what it means here; in the organisation's own words."""

    folder = "terms"
    name = "term"
    plural = "terms"
    shows_id = False

    meaning: Markdown
    """What it means here."""
    see: Annotated[tuple[AnyId, ...], Addresses(clauses=False)] = ()
    """Where to read on."""
