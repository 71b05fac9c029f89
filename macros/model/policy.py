from collections.abc import Mapping
from typing import Annotated, ClassVar

from ._markers import Addresses, Affects, Heading
from ._owned import Controlled
from ._types import AudienceId, Markdown, RequirementId, StageId


class Policy(Controlled):
    """A policy: rules that the organisation has adopted (clause 5.2, A.2)."""

    folder = "policies"
    name = "policy"
    plural = "policies"
    search_weight = 1.2
    introduction = "Our rules for AI. Each policy has an owner, an approver and an audience."
    register_columns = ("version", "status", "owner", "approver", "review_due")
    if_removed = "Restore it, with `status: withdrawn`."
    section_clauses: ClassVar[Mapping[str, str]] = {
        "rules": "5.2, A.2.2",
        "concerns": "7.3",
        "procedures": "8.1",
        "told": "7.4",
    }

    purpose: Markdown = ""
    """The purpose of the policy."""
    scope: Markdown = ""
    """The scope: what and whom the policy applies to."""
    statements: Annotated[tuple[Markdown, ...], Heading("Rules", item="Rule")] = ()
    """The rules, one each; they are numbered on the page."""
    audience: Annotated[tuple[AudienceId, ...], Affects("reading", all_staff=True)] = ()
    """The roles and interested parties that must know it."""
    stages: tuple[StageId, ...] = ()
    """The life-cycle stages in which it applies; default: all."""
    requirements: Annotated[tuple[RequirementId, ...], Addresses()] = ()
    """The clauses and controls of any framework that it addresses."""
