from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.activity import Activity
from ..model.process import Process
from . import RuleResult

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING
FORMERLY = ("activityless-process",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every process has at least one activity."""
    with_activity = {
        process.key
        for activity in manual.all(Activity)
        if (process := manual.find(activity.process)) is not None
    }
    for process in manual.all(Process):
        if process.key not in with_activity:
            hint = (
                f"Add a record to activities/ with `process: {process.id}`, or delete the process."
            )
            yield RuleResult(process, "has no activity", hint)
