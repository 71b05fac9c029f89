from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual, RecordLink
from ..manual.responsibilities import activities_with
from ..model.activity import Activity
from ..model.role import Role
from . import RuleResult

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING
# Fields that give the role they name something to do; being an audience is none of them.
_TASKS = {
    "accepted_by",
    "approver",
    "author",
    "chair",
    "contacts",
    "impact_assessment",
    "lead",
    "owner",
    "sender",
    "steps",
}


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every role owns something, or has something to do."""
    for role in manual.all(Role):
        named = any(_is_task(link) for link in manual.backlinks(role))
        if not named and not activities_with(manual, role, "AR"):
            yield RuleResult(
                role,
                "owns nothing, does no activity and acts in no procedure",
                "Give it something to answer for, or take it out of the manual.",
            )


def _is_task(link: RecordLink) -> bool:
    return (
        link.mention is None
        and link.field_path[0] in _TASKS
        and not isinstance(link.origin, Activity)
    )
