from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.responsibilities import activities_with
from ..model.role import Role
from . import RuleResult

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.NOTICE
FORMERLY = ("overload",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """No role is accountable for more activities than `most_accountable` (a setting)."""
    most = manual.settings.most_accountable
    for role in manual.all(Role):
        count = len(activities_with(manual, role, manual.letter_scheme.accountable.letter))
        if count > most:
            yield RuleResult(
                role,
                f"is accountable for {count} activities; at most {most} are allowed",
                "Give some to other roles, or raise `most_accountable` in settings.yaml.",
            )
