from typing import Annotated, Literal

from ._markers import Duty, Heading, RestsOn
from ._owned import Reviewed
from ._types import AISystemId, Markdown, ProcessId, RequirementId, RoleId, Score


class Risk(Reviewed):
    """A risk and its treatment (clauses 6.1.2, 6.1.3)."""

    folder = "risks"
    name = "risk"
    plural = "risks"
    search_weight = 0.9
    introduction = (
        "AI risks, with their level before and after treatment. The page of a risk gives its "
        "cause, consequence, treatment and controls."
    )
    register_columns = ("level", "residual_level", "treatment", "owner", "review_due")

    cause: Markdown = ""
    """The causes."""
    consequence: Markdown = ""
    """The consequences, and who would be affected."""
    likelihood: Score
    """The likelihood before treatment: 1 (rare) to 5 (almost certain)."""
    impact: Score
    """The impact before treatment: 1 (negligible) to 5 (severe)."""
    treatment: Literal["reduce", "avoid", "share", "accept"]
    """The decision on its treatment."""
    treated_by: tuple[RequirementId, ...] = ()
    """The controls that reduce it."""
    residual_likelihood: Score | None = None
    """The likelihood after treatment."""
    residual_impact: Score | None = None
    """The impact after treatment."""
    accepted_by: Annotated[RoleId | None, Duty()] = None
    """The role that accepted the residual risk."""
    systems: Annotated[tuple[AISystemId, ...], RestsOn()] = ()
    """The AI systems to which it relates."""
    processes: tuple[ProcessId, ...] = ()
    """The processes to which it relates."""

    @property
    def level(self) -> Annotated[int, Heading("Inherent level")]:
        """Likelihood times impact before treatment: 1 to 25."""
        return self.likelihood * self.impact

    @property
    def residual_level(self) -> int | None:
        """Likelihood times impact after treatment: 1 to 25."""
        if self.residual_likelihood is None or self.residual_impact is None:
            return None
        return self.residual_likelihood * self.residual_impact
