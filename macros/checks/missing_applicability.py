from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.standards import requirements_of, standard
from ..model.applicability import Applicability
from ..text import join_words
from . import RuleResult
from ._results import report_on_manual

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every control of the standard has a row in the Statement of Applicability.

    Source: ISO/IEC 42001, 6.1.3.
    """
    rows = manual.all(Applicability)
    listed = {control.key for row in rows if (control := manual.find(row.control)) is not None}
    controls = requirements_of(manual, standard(manual), "control") if rows else []
    missing = [control for control in controls if control.key not in listed]
    hint = "Add a record to applicability/ that says whether the control applies, and why."
    # A statement that is mostly empty gets one finding, not one for each control.
    if len(missing) > len(listed):
        numbers = join_words(control.id for control in missing)
        count = f"{len(missing)} of {len(controls)} controls"
        message = f"has no row for {count} in the Statement of Applicability: {numbers}"
        yield from report_on_manual(manual, message, hint)
        return
    for control in missing:
        message = f"'{control.title}' is missing from the Statement of Applicability"
        yield RuleResult(control, message, hint)
