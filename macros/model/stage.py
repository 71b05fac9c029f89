from ._entity import Entity
from ._types import Markdown


class Stage(Entity):
    """A stage in the life of an AI system (A.6.2)."""

    folder = "stages"
    name = "life-cycle stage"
    plural = "life-cycle stages"
    shows_id = False
    register_columns = ("position",)

    position: int
    """Its place in the order of stages: 1, 2, 3 ..."""
    purpose: Markdown = ""
    """What the stage is for."""
    enters_when: Markdown = ""
    """What must be true before an AI system enters it."""
    leaves_when: Markdown = ""
    """What must be true before it leaves it."""

    @property
    def rank(self) -> int:
        """Its place among the stages."""
        return self.position
