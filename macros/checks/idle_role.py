from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual, RecordLink
from ..manual.responsibilities import activities_with
from ..model import mark_along
from ..model._markers import Duty
from ..model.role import Role
from . import RuleResult

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every role owns something, or has something to do."""
    for role in manual.all(Role):
        named = any(_is_duty(link) for link in manual.backlinks(role))
        if not named and not activities_with(manual, role, "AR"):
            yield RuleResult(
                role,
                "owns nothing, does no activity and acts in no procedure",
                "Give it something to answer for, or take it out of the manual.",
            )


def _is_duty(link: RecordLink) -> bool:
    mark = mark_along(type(link.origin), link.field_path, Duty)
    return link.mention is None and mark is not None
