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
    """The number of the item it stands under."""
    kind: ItemKind
    """What it is."""


class Framework(Entity):
    """A standard, law or framework: ids and titles of its parts, never its text."""

    folder = "frameworks"
    name = "framework"
    plural = "frameworks"
    shows_id = False
    register_columns = ("edition", "publisher")

    edition: str = ""
    """The edition the ids and titles are taken from."""
    prefix: str = ""
    """What stands before its numbers: `ISO 27001`; nothing for the manual's own standard."""
    publisher: str = ""
    """Who publishes it."""
    licence_note: str = ""
    """What may be done with the ids and titles."""
    sources: tuple[str, ...] = ()
    """What the ids and titles were compared with."""
    items: tuple[Item, ...] = ()
    """Its parts in their order."""

    def nested_records(self) -> Iterator[tuple[Entity, FieldPath]]:
        """Yield each item as a requirement of its own, with a page of its own."""
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
