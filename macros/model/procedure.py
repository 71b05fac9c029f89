from collections.abc import Mapping
from typing import Annotated, ClassVar

from ._entity import Part
from ._markers import Addresses, Affects, Duty, Heading, RestsOn
from ._owned import Controlled
from ._types import DocumentId, Markdown, PolicyId, ProcessId, RequirementId, RoleId


class Step(Part):
    """One step of a procedure."""

    role: Annotated[RoleId, Duty()]
    """The role that acts."""
    do: Annotated[Markdown, Heading("What is done")]
    """What it does."""
    record: DocumentId | None = None
    """The record that the step leaves."""


class Procedure(Controlled):
    """How a policy is carried out, step by step (clause 7.5)."""

    folder = "procedures"
    name = "procedure"
    plural = "procedures"
    register_columns = ("policy", "process", "version", "status", "owner", "review_due")
    if_removed = "Restore it, with `status: withdrawn`."
    section_clauses: ClassVar[Mapping[str, str]] = {
        "steps": "8.1",
    }

    policy: Annotated[PolicyId, RestsOn()]
    """The policy it carries out."""
    process: Annotated[ProcessId | None, RestsOn()] = None
    """The process it belongs to."""
    purpose: Markdown = ""
    """What it achieves."""
    starts_when: str = ""
    """What sets it off."""
    steps: Annotated[tuple[Step, ...], Heading("Steps", item="Step"), Affects("steps")] = ()
    """The steps in their order; they are numbered on the page."""
    done_when: str = ""
    """How one knows that it is finished."""
    requirements: Annotated[tuple[RequirementId, ...], Addresses()] = ()
    """The clauses and controls it carries out."""
