from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..loading.samples import line
from ..manual import Manual
from ..manual.lifecycle import is_history
from ..model.policy import Policy
from . import Flaw

CHALLENGE = Challenge.COMMUNICATION
LEVEL = Level.WARNING


def check(manual: Manual) -> Iterator[Flaw]:
    """Every policy says who must know it."""
    for policy in manual.all(Policy):
        if not policy.audience and not is_history(policy, manual.day):
            hint = f"Add the line `{line(Policy, 'audience')}`."
            yield Flaw(policy, "has no audience", hint, ("audience",))
