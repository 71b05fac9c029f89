from collections.abc import Mapping
from typing import Annotated, ClassVar

from ._markers import Addresses, Affects, Heading
from ._owned import Controlled
from ._types import AudienceId, Markdown, RequirementId, StageId


class Policy(Controlled):
    """What the organisation has decided to do and not to do (clause 5.2, A.2)."""

    folder = "policies"
    name = "policy"
    plural = "policies"
    register_columns = ("version", "status", "owner", "approver", "review_due")
    if_removed = "Restore it, with `status: withdrawn`."
    section_clauses: ClassVar[Mapping[str, str]] = {
        "rules": "5.2, A.2.2",
        "concerns": "7.3",
        "procedures": "8.1",
        "told": "7.4",
    }

    purpose: Markdown = ""
    """What the policy is for."""
    scope: Markdown = ""
    """What and whom it applies to."""
    statements: Annotated[tuple[Markdown, ...], Heading("Rules", item="Rule")] = ()
    """The rules, one each; they are numbered on the page."""
    audience: Annotated[tuple[AudienceId, ...], Affects("reading", all_staff=True)] = ()
    """The roles and parties that must know it."""
    stages: tuple[StageId, ...] = ()
    """The life-cycle stages in which it applies; none means all."""
    requirements: Annotated[tuple[RequirementId, ...], Addresses()] = ()
    """The clauses and controls it answers, of any framework."""
