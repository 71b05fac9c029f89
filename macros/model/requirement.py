from ._entity import Entity, slug
from ._types import FrameworkId


class Requirement(Entity):
    """A clause, control or article of a framework; written in the framework's file.

    Other records refer to a requirement of the own standard by its number (`A.6.2.4`), and to any
    other with its framework (`iso-27001:A.5.1`).
    """

    folder = "requirements"
    name = "requirement"
    plural = "requirements"
    nested_in = "frameworks"

    framework: FrameworkId
    """The framework it belongs to."""
    prefix: str = ""
    """The prefix of its number."""
    parent: str | None = None
    """The number of the item above it."""
    kind: str
    """The type of item: clause, control, article ..."""

    @property
    def address(self) -> str:
        """The address of its page: `/frameworks/iso-42001/A.6.2.4/`, spelt as in the standard."""
        return f"/frameworks/{slug(self.framework).lower()}/{slug(self.id)}/"

    @property
    def short_id(self) -> str:
        """The number, with the prefix of a framework that the manual does not follow."""
        return f"{self.prefix} {self.id}".strip()

    @property
    def key(self) -> str:
        """The id in the whole manual: `iso-42001:A.6.2.4`."""
        return f"{self.framework}:{self.id}"
