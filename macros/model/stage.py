from ._entity import Entity
from ._types import Markdown


class Stage(Entity):
    """A stage of the life cycle of an AI system (A.6.2)."""

    folder = "stages"
    name = "life-cycle stage"
    plural = "life-cycle stages"
    introduction = (
        "The stages in the life of an AI system, from the first idea to its retirement. A "
        "system moves to the next stage when the exit criteria are met."
    )
    shows_id = False
    register_columns = ("position",)

    position: int
    """Its place in the order of stages: 1, 2, 3 ..."""
    purpose: Markdown = ""
    """The purpose of the stage."""
    enters_when: Markdown = ""
    """The entry criteria."""
    leaves_when: Markdown = ""
    """The exit criteria."""

    @property
    def rank(self) -> int:
        """Its place among the stages."""
        return self.position
