from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from ._entity import Part
from ._markers import Due, Duty, Happened
from ._owned import Owned
from ._types import (
    ActionId,
    Day,
    DocumentId,
    Markdown,
    Name,
    PersonId,
    Reference,
    RequirementId,
    RoleId,
)


class AuditFinding(Part):
    """Something an audit found."""

    number: str
    """Its number in the report."""
    grade: Literal["major nonconformity", "minor nonconformity", "opportunity", "good practice"]
    """How much it weighs."""
    statement: Markdown
    """What was found."""
    requirement: RequirementId | None = None
    """The clause or control it concerns."""
    actions: tuple[ActionId, ...] = ()
    """What is done about it."""


class Audit(Owned):
    """An audit of the management system: planned, carried out, reported (clause 9.2)."""

    folder = "audits"
    name = "audit"
    plural = "audits"
    register_columns = ("type", "planned", "done", "owner", "result")
    if_removed = "Restore it: the findings of an audit are evidence."
    section_clauses: ClassVar[Mapping[str, str]] = {
        "findings": "9.2.2, 10.2",
    }

    type: Literal["internal", "external"] = "internal"
    """Whether the organisation audits itself or is audited."""
    scope: Markdown = ""
    """What is audited."""
    criteria: tuple[
        Annotated[str, Name, Reference("frameworks", "requirements", "policies")], ...
    ] = ()
    """What it is audited against."""
    areas: tuple[Annotated[str, Name, Reference("processes", "ai-systems", "roles")], ...] = ()
    """The processes, AI systems and roles that are looked at."""
    auditors: tuple[PersonId, ...] = ()
    """The people who audit; they may not audit their own work."""
    lead: Annotated[RoleId | None, Duty()] = None
    """The role that leads it."""
    planned: Annotated[
        Day | None,
        Due(
            "audit",
            by="lead",
            overdue="was planned for {day} and has not been carried out",
            hint="Carry it out and write the date under `done`, or change `planned`.",
            unless="done",
        ),
    ] = None
    """The day it is planned for."""
    done: Annotated[Day | None, Happened("was done")] = None
    """The day it was closed."""
    result: Literal["conforms", "conforms with findings", "does not conform"] | None = None
    """What came of it."""
    findings: tuple[AuditFinding, ...] = ()
    """What was found."""
    report: DocumentId | None = None
    """Where the report is kept."""
