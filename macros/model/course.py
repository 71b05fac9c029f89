from typing import Annotated

from pydantic import Field

from ._markers import Affects, RestsOn
from ._owned import Owned
from ._types import Cadence, CompetenceId, Markdown, Number, RoleId


class Course(Owned):
    """A training: what it teaches, for whom, and how often (clauses 7.2, 7.3)."""

    folder = "courses"
    name = "course"
    plural = "courses"
    register_columns = ("owner", "every", "hours", "roles")

    competences: tuple[CompetenceId, ...] = ()
    """The competences it builds."""
    roles: Annotated[tuple[RoleId, ...], Affects("training", all_staff=True)] = ()
    """The roles whose holders and deputies must take it."""
    everyone: Annotated[bool, Affects("training", all_staff=True)] = False
    """Whether all staff must take it."""
    every: Cadence | None = None
    """How often it must be taken again; nothing means once."""
    within_days: Annotated[int, Field(ge=0)] | None = None
    """Within how many days after taking up the role."""
    hours: Annotated[Number, Field(gt=0)] | None = None
    """How long it takes."""
    format: str = ""
    """How it is given: `classroom`, `e-learning`."""
    content: Annotated[Markdown, RestsOn("policies", "procedures")] = ""
    """What it covers, and how it is tested."""
