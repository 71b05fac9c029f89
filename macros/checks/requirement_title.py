from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import yaml_value
from ..manual import Manual
from ..model.applicability import Applicability
from ..model.requirement import Requirement
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every row of the Statement of Applicability has the title of its control."""
    for row in manual.all(Applicability):
        control = manual.find(row.control)
        if not isinstance(control, Requirement) or row.title == f"Applicability of {row.control}":
            continue
        allowed = (control.title, f"{control.id} {control.title}")
        if _normalise(row.title) not in map(_normalise, allowed):
            message = f"has the title '{row.title}', but {row.control} is '{control.title}'"
            hint = f"Write `title: {yaml_value(control.title)}`, or delete the title."
            yield RuleResult(row, message, hint, ("title",))


def _normalise(title: str) -> str:
    return " ".join(title.casefold().split())
