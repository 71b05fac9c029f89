from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.audiences import audience, communications_about, reaches
from ..model.policy import Policy
from ..text import join_words
from . import RuleResult

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING
FORMERLY = ("untold-audience",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every approved policy has been communicated to its whole audience.

    Source: ISO/IEC 42001, 5.2 and 7.4.
    """
    for policy in manual.all(Policy):
        if policy.status != "approved":
            continue
        communications = communications_about(manual, policy)
        missed = [
            listener.id
            for listener in audience(manual, policy)
            if not any(reaches(manual, found, listener) for found in communications)
        ]
        if missed and not communications:
            message = "has not been communicated to anyone"
            hint = f"Add a communication with {policy.id} under `about`."
        elif missed:
            message = f"has not been communicated to {join_words(missed)}"
            ids = join_words((found.id for found in communications), conjunction="or")
            hint = f"Add them to the `audience` of {ids}."
        else:
            continue
        yield RuleResult(policy, message, hint, ("audience",))
