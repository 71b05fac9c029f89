from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from ._entity import Part
from ._markers import Due, Duty, Happened, Heading
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
    """A finding of an audit."""

    number: str
    """The number of the finding in the report."""
    grade: Literal["major nonconformity", "minor nonconformity", "opportunity", "good practice"]
    """The grade of the finding."""
    statement: Markdown
    """The findings."""
    requirement: RequirementId | None = None
    """The clause or control to which it relates."""
    actions: tuple[ActionId, ...] = ()
    """The action that corrects it."""


class Audit(Owned):
    """An audit of the management system: planned, conducted, reported (clause 9.2)."""

    folder = "audits"
    name = "audit"
    plural = "audits"
    search_weight = 0.95
    introduction = "Completed and planned audits, with their scope, auditors, findings and results."
    register_columns = ("type", "planned", "done", "owner", "result")
    if_removed = "Restore it: the findings of an audit are evidence."
    section_clauses: ClassVar[Mapping[str, str]] = {
        "findings": "9.2.2, 10.2",
    }

    type: Literal["internal", "external"] = "internal"
    """Whether it is an internal or an external audit."""
    scope: Markdown = ""
    """The audit scope."""
    criteria: tuple[
        Annotated[str, Name, Reference("frameworks", "requirements", "policies")], ...
    ] = ()
    """The audit criteria."""
    areas: tuple[Annotated[str, Name, Reference("processes", "ai-systems", "roles")], ...] = ()
    """The processes, AI systems and roles that are audited."""
    auditors: tuple[PersonId, ...] = ()
    """The auditors; they must not audit their own work."""
    lead: Annotated[RoleId | None, Duty()] = None
    """The role of the lead auditor."""
    planned: Annotated[
        Day | None,
        Due(
            "audit",
            by="lead",
            overdue="was planned for {day} and has not been carried out",
            hint="Carry it out and write the date under `done`, or change `planned`.",
            unless="done",
        ),
        Heading("Planned for"),
    ] = None
    """The day it is planned for."""
    done: Annotated[Day | None, Happened("was done"), Heading("Completed on")] = None
    """The day it was closed."""
    result: Literal["conforms", "conforms with findings", "does not conform"] | None = None
    """The audit result."""
    findings: tuple[AuditFinding, ...] = ()
    """The findings."""
    conforming: Annotated[tuple[RequirementId, ...], Heading("Found to conform")] = ()
    """The clauses and controls that the audit checked and found to conform (ISO 19011, 6.4.8)."""
    report: DocumentId | None = None
    """Where the audit report is stored."""
