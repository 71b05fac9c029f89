from ._entity import Entity, slug
from ._types import FrameworkId


class Requirement(Entity):
    """A clause, control or article of a framework; written in the framework's file.

    Elsewhere it is named by its number alone where it stands in the manual's own standard
    (`A.6.2.4`), else with its framework (`iso-27001:A.5.1`).
    """

    folder = "requirements"
    name = "requirement"
    plural = "requirements"
    nested_in = "frameworks"

    framework: FrameworkId
    """The framework it belongs to."""
    prefix: str = ""
    """What stands before its number where that is shown."""
    parent: str | None = None
    """The number of the item it stands under."""
    kind: str
    """What it is: clause, control, article ..."""

    @property
    def address(self) -> str:
        """Where its page stands: `/frameworks/iso-42001/A.6.2.4/`, as the standard writes it."""
        return f"/frameworks/{slug(self.framework).lower()}/{slug(self.id)}/"

    @property
    def short_id(self) -> str:
        """The number, with the framework in front where it is not the manual's own."""
        return f"{self.prefix} {self.id}".strip()

    @property
    def key(self) -> str:
        """The id under which the whole manual knows it: `iso-42001:A.6.2.4`."""
        return f"{self.framework}:{self.id}"
