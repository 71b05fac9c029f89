from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import sample_line
from ..manual import Manual
from ..model.risk import Risk
from . import RuleResult

CATEGORY = Category.CONSISTENCY
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every risk to reduce has controls, and every accepted risk has a role that accepted it.

    Source: ISO/IEC 42001, 6.1.3.
    """
    for risk in manual.all(Risk):
        if risk.treatment == "reduce" and not risk.treated_by:
            line = sample_line(Risk, "treated_by")
            hint = f"Add the line `{line}`, with the controls that reduce it."
            yield RuleResult(risk, "is to be reduced, but names no controls", hint, ("treated_by",))
        if risk.treatment == "accept" and risk.accepted_by is None:
            hint = f"Add the line `{sample_line(Risk, 'accepted_by')}`."
            yield RuleResult(
                risk,
                "is accepted, but does not name the role that accepted it",
                hint,
                ("accepted_by",),
            )
