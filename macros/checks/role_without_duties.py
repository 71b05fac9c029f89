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
FORMERLY = ("idle-role",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every role has duties: a record to own, an activity or a procedure step.

    Source: ISO/IEC 42001, 5.3.
    """
    for role in manual.all(Role):
        named = any(_is_duty(link) for link in manual.backlinks(role))
        if not named and not activities_with(manual, role, manual.letter_scheme.acting):
            yield RuleResult(
                role,
                "has no duties: no record to own, no activity and no procedure step",
                "Make it the owner of a record, give it an activity, or delete the role.",
            )


def _is_duty(link: RecordLink) -> bool:
    mark = mark_along(type(link.origin), link.field_path, Duty)
    return link.mention is None and mark is not None
