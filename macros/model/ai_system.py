from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from ._entity import Part
from ._markers import (
    Addresses,
    Affects,
    DueAgain,
    Duty,
    Happened,
    Heading,
    NotBefore,
    RestsOn,
    Retires,
)
from ._owned import Reviewed
from ._types import (
    AudienceId,
    Cadence,
    Day,
    DocumentId,
    Markdown,
    MetricId,
    PolicyId,
    RequirementId,
    RoleId,
    StageId,
    next_due,
)


class ImpactAssessment(Part):
    """The impact of an AI system on individuals, groups and society (clauses 6.1.4, 8.4, A.5)."""

    done: Annotated[
        Day | None,
        Happened("was assessed"),
        DueAgain(
            "impact assessment",
            by="by",
            overdue="was due for an impact assessment on {day}",
            hint="Carry it out, then write the date under `done`.",
        ),
        Heading("Completed on"),
    ] = None
    """The day it was last carried out."""
    by: Annotated[RoleId | None, Duty()] = None
    """The role that carried it out."""
    every: Annotated[Cadence, Heading("Interval")] = "yearly"
    """How often it is repeated."""
    individuals: Markdown = ""
    """The impact on individuals."""
    groups: Markdown = ""
    """The impact on groups of people."""
    society: Markdown = ""
    """The impact on society."""
    conclusion: Markdown = ""
    """The decision that was made on the basis of the assessment."""
    record: DocumentId | None = None
    """Where the assessment is kept."""

    @property
    def due(self) -> date | None:
        """The day by which it must be repeated, if that can be calculated."""
        return next_due(self.done, self.every) if self.done else None


class AISystem(Reviewed):
    """An AI system that the organisation develops, provides or uses (clauses 6.1.4, 8.4, A.6)."""

    folder = "ai-systems"
    name = "AI system"
    plural = "AI systems"
    search_weight = 1.1
    introduction = (
        "The AI systems that we develop, provide or use, from the first idea until after their "
        "retirement. The page of a system gives its purpose, risk class, human oversight and "
        "impact assessment."
    )
    register_columns = ("stage", "risk_level", "part", "owner", "review_due")
    if_removed = "Restore it, with the date of its retirement under `retired_on`."
    section_clauses: ClassVar[Mapping[str, str]] = {
        "impact": "6.1.4, 8.4, A.5.4, A.5.5",
        "oversight": "A.9.2",
        "metrics": "9.1, A.6.2.6",
        "risks": "6.1.2, 8.2",
        "resources": "A.4.2",
    }

    purpose: Markdown = ""
    """The intended use, and the uses that are not allowed."""
    stage: StageId
    """The current life-cycle stage."""
    risk_level: Literal["prohibited", "high", "limited", "minimal"]
    """The risk class under the EU AI Act, or the organisation's own class of the same name."""
    risk_basis: Markdown = ""
    """The reason for the risk class."""
    part: Annotated[Literal["provider", "deployer", "provider and deployer"], Heading("Our role")]
    """The role of the organisation for this system."""
    technique: str = ""
    """The technique, in a few words: `gradient boosting`, `large language model`."""
    supplier: str = ""
    """The supplier, if the organisation did not develop it."""
    in_use_since: Day | None = None
    """The day it was put into use."""
    retired_on: Annotated[
        Day | None,
        NotBefore("in_use_since", "was retired on {day}, before its use from {start}"),
        Retires(),
    ] = None
    """The day it was taken out of use."""
    users: Annotated[tuple[AudienceId, ...], Affects("systems")] = ()
    """The roles and interested parties that use it."""
    affected: Annotated[tuple[AudienceId, ...], Affects("systems")] = ()
    """The roles and interested parties that are affected by its results."""
    oversight: Markdown = ""
    """Human oversight: how people monitor it and how they intervene."""
    policies: Annotated[tuple[PolicyId, ...], RestsOn()] = ()
    """The policies that apply to this system in particular."""
    metrics: tuple[MetricId, ...] = ()
    """The metrics by which it is monitored."""
    requirements: Annotated[tuple[RequirementId, ...], Addresses(clauses=False)] = ()
    """The clauses, controls and articles that apply to this system in particular."""
    impact_assessment: Annotated[ImpactAssessment | None, Affects("systems")] = None
    """The impact assessment."""
