from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.audiences import audience, communications_about, reaches
from ..model.policy import Policy
from ..text import join_words
from . import RuleResult

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every policy in force is communicated to each role and party in its audience."""
    for policy in manual.all(Policy):
        if policy.status != "approved":
            continue
        telling = communications_about(manual, policy)
        untold = [
            listener.id
            for listener in audience(manual, policy)
            if not any(reaches(manual, one, listener) for one in telling)
        ]
        if untold and not telling:
            message = "is told to nobody"
            hint = f"Add a communication with {policy.id} under `about`."
        elif untold:
            message = f"is not told to {join_words(untold)}"
            hint = f"Name them in the audience of {join_words(one.id for one in telling)}."
        else:
            continue
        yield RuleResult(policy, message, hint, ("audience",))
