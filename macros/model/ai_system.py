from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from ._entity import Part
from ._markers import Addresses, Affects, DueAgain, Duty, Happened, NotBefore, RestsOn, Retires
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
    """What an AI system may do to people, groups and society (clauses 6.1.4, 8.4, A.5)."""

    done: Annotated[
        Day | None,
        Happened("was assessed"),
        DueAgain(
            "impact assessment",
            by="by",
            overdue="was due for an impact assessment on {day}",
            hint="Carry it out, then write the date under `done`.",
        ),
    ] = None
    """The day it was last carried out."""
    by: Annotated[RoleId | None, Duty()] = None
    """The role that carried it out."""
    every: Cadence = "yearly"
    """How often it is carried out again."""
    individuals: Markdown = ""
    """What the system may do to single people."""
    groups: Markdown = ""
    """What it may do to groups of people."""
    society: Markdown = ""
    """What it may do to society."""
    conclusion: Markdown = ""
    """What was decided on it."""
    record: DocumentId | None = None
    """Where the assessment is kept."""

    @property
    def due(self) -> date | None:
        """The day by which it must be carried out again, where that can be told."""
        return next_due(self.done, self.every) if self.done else None


class AISystem(Reviewed):
    """An AI system the organisation develops, provides or uses (clauses 6.1.4, 8.4, A.6)."""

    folder = "ai-systems"
    name = "AI system"
    plural = "AI systems"
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
    """What it is for, and what it must not be used for."""
    stage: StageId
    """Where it stands in its life."""
    risk_level: Literal["prohibited", "high", "limited", "minimal"]
    """Its class under the EU AI Act, or the organisation's own of the same name."""
    risk_basis: Markdown = ""
    """Why it is in that class."""
    part: Literal["provider", "deployer", "provider and deployer"]
    """The organisation's own part towards it."""
    technique: str = ""
    """How it works, in a few words: `gradient boosting`, `large language model`."""
    supplier: str = ""
    """Who made it, where that was not the organisation."""
    in_use_since: Day | None = None
    """The day it went into use."""
    retired_on: Annotated[
        Day | None,
        NotBefore("in_use_since", "was retired on {day}, before its use from {start}"),
        Retires(),
    ] = None
    """The day it was taken out of use."""
    users: Annotated[tuple[AudienceId, ...], Affects("systems")] = ()
    """The roles and parties that work with it."""
    affected: Annotated[tuple[AudienceId, ...], Affects("systems")] = ()
    """The roles and parties that its results bear on."""
    oversight: Markdown = ""
    """How people watch over it, and how they step in."""
    policies: Annotated[tuple[PolicyId, ...], RestsOn()] = ()
    """The policies that apply to it in particular."""
    metrics: tuple[MetricId, ...] = ()
    """The metrics by which it is monitored."""
    requirements: Annotated[tuple[RequirementId, ...], Addresses(clauses=False)] = ()
    """The clauses, controls and articles that apply to it in particular."""
    impact_assessment: Annotated[ImpactAssessment | None, Affects("systems")] = None
    """What it may do to people and society."""
