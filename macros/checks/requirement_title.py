from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.applicability import Applicability
from ..model.requirement import Requirement
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Whoever writes out the title of a control writes it as its framework does."""
    for row in manual.all(Applicability):
        control = manual.find(row.control)
        if not isinstance(control, Requirement) or row.title == f"Applicability of {row.control}":
            continue
        right = (control.title, f"{control.id} {control.title}")
        if _plain(row.title) not in map(_plain, right):
            message = f"calls {row.control} '{row.title}'"
            hint = f"{control.framework} calls it '{control.title}'."
            yield RuleResult(row, message, hint, ("title",))


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
