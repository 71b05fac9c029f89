from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.standards import requirements_of, standard
from ..model.applicability import Applicability
from ..text import join_words
from . import RuleResult
from ._whole import as_whole

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every control of the manual's standard has a row in the Statement of Applicability."""
    rows = manual.all(Applicability)
    judged = {one.key for row in rows if (one := manual.find(row.control)) is not None}
    controls = requirements_of(manual, standard(manual), "control") if rows else []
    missing = [control for control in controls if control.key not in judged]
    hint = "Add a record in applicability/ that says whether it applies, and why."
    # A statement that has only begun needs to hear once how far there is to go.
    if len(missing) > len(judged):
        numbers = join_words(control.id for control in missing)
        count = f"{len(missing)} of {len(controls)} controls"
        message = f"leaves {count} out of the Statement of Applicability: {numbers}"
        yield from as_whole(manual, message, hint)
        return
    for control in missing:
        message = f"'{control.title}' is missing from the Statement of Applicability"
        yield RuleResult(control, message, hint)
