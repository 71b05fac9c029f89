from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import model_validator

from ._entity import Part
from ._markers import Happened, Heading, RestsOn
from ._owned import Reviewed
from ._types import AnyId, Day, Markdown, RequirementId


class Evidence(Part):
    """Evidence that a control works."""

    what: AnyId
    """The record, document, audit or process that is the evidence."""
    seen: Annotated[Day | None, Happened("has evidence reviewed")] = None
    """The day on which the evidence was last sampled."""
    note: str = ""
    """What an auditor finds in it."""


class Applicability(Reviewed):
    """One row of the Statement of Applicability: a control, whether it applies, and why (6.1.3)."""

    folder = "applicability"
    name = "entry of the Statement of Applicability"
    plural = "Statement of Applicability"
    search_weight = 0.85
    introduction = (
        "Every control in the annex of the standard: whether it applies and why, its "
        "implementation status, the owner and the evidence."
    )
    shows_id = False
    register_columns = ("control", "applies", "state", "owner")
    section_clauses: ClassVar[Mapping[str, str]] = {
        "justification": "6.1.3",
        "implementation": "6.1.3",
    }

    control: RequirementId
    """The control."""
    applies: bool
    """Whether it applies."""
    justification: Markdown = ""
    """Why it applies, or why not."""
    state: Annotated[
        Literal["not started", "planned", "partly implemented", "implemented"], Heading("Status")
    ] = "not started"
    """The status of implementation."""
    implementation: Annotated[Markdown, RestsOn("policies", "procedures")] = ""
    """How the control is implemented."""
    evidence: tuple[Evidence, ...] = ()
    """The evidence that the control works."""

    @model_validator(mode="before")
    @classmethod
    def _name(cls, data: Any) -> Any:
        """Return the record with its default id and title, unless others are written."""
        if isinstance(data, dict):
            # What is missing is told of by its own name, not as a missing id.
            control = data.get("control")
            named = {"id": f"soa-{control}", "title": f"Applicability of {control}"}
            return named | data
        return data
