from typing import Annotated, Literal

from ._markers import Duty, RestsOn
from ._owned import Reviewed
from ._types import AISystemId, Markdown, ProcessId, RequirementId, RoleId, Score


class Risk(Reviewed):
    """Something that could go wrong, and what is done about it (clauses 6.1.2, 6.1.3)."""

    folder = "risks"
    name = "risk"
    plural = "risks"
    register_columns = ("level", "residual_level", "treatment", "owner", "review_due")

    cause: Markdown = ""
    """What could bring it about."""
    consequence: Markdown = ""
    """What it would lead to, and for whom."""
    likelihood: Score
    """How likely it is untreated: 1 (rare) to 5 (almost certain)."""
    impact: Score
    """How bad it would be untreated: 1 (negligible) to 5 (severe)."""
    treatment: Literal["reduce", "avoid", "share", "accept"]
    """What was decided on it."""
    treated_by: tuple[RequirementId, ...] = ()
    """The controls that treat it."""
    residual_likelihood: Score | None = None
    """How likely it is once treated."""
    residual_impact: Score | None = None
    """How bad it would be once treated."""
    accepted_by: Annotated[RoleId | None, Duty()] = None
    """The role that accepted what remains."""
    systems: Annotated[tuple[AISystemId, ...], RestsOn()] = ()
    """The AI systems it comes from."""
    processes: tuple[ProcessId, ...] = ()
    """The processes it comes from."""

    @property
    def level(self) -> int:
        """Likelihood times impact before treatment: 1 to 25."""
        return self.likelihood * self.impact

    @property
    def residual_level(self) -> int | None:
        """Likelihood times impact after treatment: 1 to 25."""
        if self.residual_likelihood is None or self.residual_impact is None:
            return None
        return self.residual_likelihood * self.residual_impact
