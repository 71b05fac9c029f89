from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.responsibilities import roles_with
from ..model.activity import Activity
from ..text import join_words
from . import RuleResult

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.ERROR


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every activity has exactly one accountable role (A).

    Source: ISO/IEC 42001, 5.3.
    """
    for activity in manual.all(Activity):
        names = roles_with(activity, "A")
        if len(names) > 1:
            yield RuleResult(
                activity,
                f"has {len(names)} accountable roles: {join_words(names)}",
                "Keep A for one of them.",
                ("responsibilities", names[1]),
            )
        elif not activity.responsibilities:
            yield RuleResult(
                activity,
                "has no accountable and no responsible role",
                "Add the accountable (A) and the responsible (R) role to `responsibilities`.",
                ("responsibilities",),
            )
        elif not names:
            hint = "Give A to one of its roles."
            yield RuleResult(activity, "has no accountable role", hint, ("responsibilities",))
