from collections.abc import Mapping
from typing import Annotated, ClassVar

from ._entity import Part
from ._markers import Addresses, Affects, Duty, Heading, RestsOn
from ._owned import Controlled
from ._types import DocumentId, Markdown, PolicyId, ProcessId, RequirementId, RoleId


class Step(Part):
    """One step of a procedure."""

    role: Annotated[RoleId, Duty()]
    """The role that performs the step."""
    do: Annotated[Markdown, Heading("Instruction")]
    """What the role does."""
    record: DocumentId | None = None
    """The record that the step produces."""


class Procedure(Controlled):
    """A procedure: how a policy is implemented, step by step (clause 7.5)."""

    folder = "procedures"
    name = "procedure"
    plural = "procedures"
    search_weight = 1.2
    introduction = (
        "How to implement our policies, step by step. Each step names the role that does it and "
        "the record that it leaves."
    )
    register_columns = ("policy", "process", "version", "status", "owner", "review_due")
    if_removed = "Restore it, with `status: withdrawn`."
    section_clauses: ClassVar[Mapping[str, str]] = {
        "steps": "8.1",
    }

    policy: Annotated[PolicyId, RestsOn()]
    """The policy it implements."""
    process: Annotated[ProcessId | None, RestsOn()] = None
    """The process it belongs to."""
    purpose: Markdown = ""
    """The purpose of the procedure."""
    starts_when: str = ""
    """The event that triggers it."""
    steps: Annotated[tuple[Step, ...], Heading("Steps", item="Step"), Affects("steps")] = ()
    """The steps in their order; they are numbered on the page."""
    done_when: str = ""
    """The criterion for its completion."""
    requirements: Annotated[tuple[RequirementId, ...], Addresses()] = ()
    """The clauses and controls it implements."""
