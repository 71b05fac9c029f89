from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from ._markers import Due, Heading
from ._owned import Owned
from ._types import Day, Markdown, MetricId, PolicyId, ResourceId


class Objective(Owned):
    """An AI objective of the organisation (clause 6.2)."""

    folder = "objectives"
    name = "objective"
    plural = "objectives"
    search_weight = 0.9
    introduction = (
        "What we want to achieve with the management system, by when, and how far we are. The "
        "page of an objective gives its plan and its metrics."
    )
    register_columns = ("target", "due", "state", "owner", "metrics")
    section_clauses: ClassVar[Mapping[str, str]] = {
        "plan": "6.2",
    }

    target: str
    """The target, stated so that its achievement can be assessed."""
    due: Annotated[
        Day | None, Due("objective", has_own_rule=True, unless="state", values=("met", "missed"))
    ] = None
    """The due date."""
    state: Annotated[
        Literal["planned", "on track", "at risk", "met", "missed"], Heading("Status")
    ] = "planned"
    """The status."""
    policy: PolicyId | None = None
    """The policy from which it is derived."""
    metrics: tuple[MetricId, ...] = ()
    """The metrics that measure it."""
    resources: tuple[ResourceId, ...] = ()
    """The resources it needs."""
    plan: Markdown = ""
    """The plan: what will be done, and how the results will be evaluated."""
