from ._entity import Entity
from ._types import Markdown


class Competence(Entity):
    """A competence: what people must know or be able to do (clause 7.2)."""

    folder = "competences"
    name = "competence"
    plural = "competences"
    search_weight = 0.85
    introduction = (
        "The competences that roles require. The page of a competence gives the accepted "
        "evidence, the courses and the people who have it."
    )
    shows_id = False

    shown_by: Markdown = ""
    """What counts as evidence that a person has it."""
