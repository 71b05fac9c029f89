from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from ._markers import Due
from ._owned import Owned
from ._types import Day, Markdown, MetricId, PolicyId, ResourceId


class Objective(Owned):
    """Something the organisation wants to reach with or for its AI (clause 6.2)."""

    folder = "objectives"
    name = "objective"
    plural = "objectives"
    register_columns = ("target", "due", "state", "owner", "metrics")
    section_clauses: ClassVar[Mapping[str, str]] = {
        "plan": "6.2",
    }

    target: str
    """What is to be reached, so that one can tell whether it was."""
    due: Annotated[
        Day | None, Due("objective", has_own_rule=True, unless="state", values=("met", "missed"))
    ] = None
    """The day by which."""
    state: Literal["planned", "on track", "at risk", "met", "missed"] = "planned"
    """Where it stands."""
    policy: PolicyId | None = None
    """The policy it follows from."""
    metrics: tuple[MetricId, ...] = ()
    """The metrics that show it."""
    resources: tuple[ResourceId, ...] = ()
    """The resources it needs."""
    plan: Markdown = ""
    """What will be done, and how the result will be judged."""
