from collections.abc import Iterator
from typing import Annotated, Literal

from ._entity import Entity, FieldPath, Part
from ._types import Id, Line, Name
from .requirement import Requirement

ItemKind = Literal["clause", "group", "control", "function", "category", "subcategory", "article"]


class Item(Part):
    """A clause, control or article of a framework: its number and short title."""

    id: Id
    """Its number: `A.6.2.4`."""
    title: Line
    """Its short title."""
    parent: Annotated[str, Name] | None = None
    """The number of the item above it."""
    kind: ItemKind
    """The type of item: clause, control, article ..."""


class Framework(Entity):
    """A standard, law or framework: ids and titles of its parts, never its text."""

    folder = "frameworks"
    name = "framework"
    plural = "frameworks"
    introduction = (
        "The standards and laws that the management system follows or is compared with, with "
        "all their requirements."
    )
    shows_id = False
    register_columns = ("edition", "publisher")

    edition: str = ""
    """The edition from which the ids and titles are taken."""
    prefix: str = ""
    """The prefix of its numbers: `ISO 27001`; none for the standard that the manual follows."""
    publisher: str = ""
    """The publisher."""
    licence_note: str = ""
    """The licence of the ids and titles."""
    sources: tuple[str, ...] = ()
    """The sources with which the ids and titles were verified."""
    items: tuple[Item, ...] = ()
    """Its parts in their order."""

    def nested_records(self) -> Iterator[tuple[Entity, FieldPath]]:
        """Yield each item as a requirement with its own page."""
        for number, item in enumerate(self.items):
            yield (
                Requirement(
                    id=item.id,
                    title=item.title,
                    framework=self.id,
                    prefix=self.prefix,
                    parent=item.parent,
                    kind=item.kind,
                ),
                ("items", number),
            )
