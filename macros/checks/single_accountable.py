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
    """Every activity has exactly one role that is accountable for it."""
    for activity in manual.all(Activity):
        names = roles_with(activity, "A")
        if len(names) > 1:
            yield RuleResult(
                activity,
                f"has {len(names)} roles accountable: {join_words(names)}",
                "Leave the A with one of them.",
                ("responsibilities", names[1]),
            )
        elif not activity.responsibilities:
            yield RuleResult(
                activity,
                "has no role that is accountable or responsible",
                "Write under `responsibilities` who is accountable (A) and who does it (R).",
                ("responsibilities",),
            )
        elif not names:
            hint = "Give one of its roles the A."
            yield RuleResult(activity, "has no role accountable", hint, ("responsibilities",))
