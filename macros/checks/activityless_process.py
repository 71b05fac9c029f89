from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.activity import Activity
from ..model.process import Process
from . import RuleResult

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every process has activities, so that somebody carries it out."""
    busy = {
        process.key
        for activity in manual.all(Activity)
        if (process := manual.find(activity.process)) is not None
    }
    for process in manual.all(Process):
        if process.key not in busy:
            hint = f"Add its activities: records in activities/ with `process: {process.id}`."
            yield RuleResult(process, "has no activity", hint)
