from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..loading.samples import line
from ..manual import Manual
from ..model.risk import Risk
from . import Flaw

CHALLENGE = Challenge.CONSISTENCY
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """What is decided on a risk is borne out: reduced by controls, accepted by a role."""
    for risk in manual.all(Risk):
        if risk.treatment == "reduce" and not risk.treated_by:
            hint = f"Add the line `{line(Risk, 'treated_by')}`, with the controls that reduce it."
            yield Flaw(
                risk, "is to be reduced, and names no control that does it", hint, ("treated_by",)
            )
        if risk.treatment == "accept" and risk.accepted_by is None:
            hint = f"Add the line `{line(Risk, 'accepted_by')}`."
            yield Flaw(
                risk, "is accepted, and names no role that accepted it", hint, ("accepted_by",)
            )
