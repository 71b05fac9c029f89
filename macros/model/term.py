from typing import Annotated

from ._entity import Entity
from ._markers import Addresses
from ._types import AnyId, Markdown


class Term(Entity):
    """A term of the manual and its definition, in the organisation's own words."""

    folder = "terms"
    name = "term"
    plural = "terms"
    search_weight = 0.95
    introduction = "Terms as this manual uses them."
    shows_id = False

    meaning: Markdown
    """The definition."""
    see: Annotated[tuple[AnyId, ...], Addresses(clauses=False)] = ()
    """Related records and pages."""
