from typing import Annotated

from pydantic import Field

from ._markers import Affects, Heading, RestsOn
from ._owned import Owned
from ._types import Cadence, CompetenceId, Markdown, Number, RoleId


class Course(Owned):
    """A training course: its content, for whom, and how often (clauses 7.2, 7.3)."""

    folder = "courses"
    name = "course"
    plural = "courses"
    introduction = "Training about AI: who must take it, when and how often."
    register_columns = ("owner", "every", "hours", "roles")

    competences: tuple[CompetenceId, ...] = ()
    """The competences it builds."""
    roles: Annotated[tuple[RoleId, ...], Affects("training", all_staff=True)] = ()
    """The roles whose holders and deputies must take it."""
    everyone: Annotated[bool, Affects("training", all_staff=True)] = False
    """Whether all staff must take it."""
    every: Annotated[Cadence | None, Heading("Interval")] = None
    """How often it must be repeated; default: once."""
    within_days: Annotated[int, Field(ge=0)] | None = None
    """The number of days after the start in the role within which it must be completed."""
    hours: Annotated[Number, Field(gt=0)] | None = None
    """The duration in hours."""
    format: str = ""
    """The form of delivery: `classroom`, `e-learning`."""
    content: Annotated[Markdown, RestsOn("policies", "procedures")] = ""
    """The content, and how it is tested."""
