from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.deadlines import Deadline, deadlines
from ..model.review import Review
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING
_HELD = "Hold it, and write it under `held`."
_WORDS = {
    "review": (
        "was due for review on {day}",
        "Review it, and write the day under `last_reviewed`.",
    ),
    "impact assessment": (
        "was due for an impact assessment on {day}",
        "Carry it out, and write the day under `done`.",
    ),
    "audit": (
        "was planned for {day} and is not done",
        "Carry it out and write the day under `done`, or plan another day.",
    ),
    "management review": (
        "is the newest management review; the next was due on {day}",
        "Hold it, and add a management review.",
    ),
}


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every review, assessment and audit took place by the day it was due."""
    for deadline in deadlines(manual):
        if deadline.due < manual.day and deadline.what in _WORDS and not _never_held(deadline):
            message, hint = _WORDS[deadline.what]
            if isinstance(deadline.record, Review):
                message, hint = "was to be held again by {day}", _HELD
            yield RuleResult(
                deadline.record, message.format(day=deadline.due), hint, deadline.field_path
            )


def _never_held(deadline: Deadline) -> bool:
    return isinstance(deadline.record, Review) and not deadline.record.held
