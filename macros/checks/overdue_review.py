from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.deadlines import Deadline, deadlines
from ..model.review import Review
from . import RuleResult

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING
_HELD = "Hold it, then record it under `held`."
_WORDS = {
    "review": (
        "was due for review on {day}",
        "Review it, then write the date under `last_reviewed`.",
    ),
    "impact assessment": (
        "was due for an impact assessment on {day}",
        "Carry it out, then write the date under `done`.",
    ),
    "audit": (
        "was planned for {day} and has not been carried out",
        "Carry it out and write the date under `done`, or change `planned`.",
    ),
    "management review": (
        "is the latest management review; the next one was due on {day}",
        "Hold the next management review, then add it.",
    ),
}


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every review, impact assessment and audit took place by its due date.

    Source: ISO/IEC 42001, 8.4, 9.2 and 9.3.
    """
    for deadline in deadlines(manual):
        if deadline.due < manual.day and deadline.what in _WORDS and not _never_held(deadline):
            message, hint = _WORDS[deadline.what]
            if isinstance(deadline.record, Review):
                message, hint = "was due to be held again on {day}", _HELD
            yield RuleResult(
                deadline.record, message.format(day=deadline.due), hint, deadline.field_path
            )


def _never_held(deadline: Deadline) -> bool:
    return isinstance(deadline.record, Review) and not deadline.record.held
