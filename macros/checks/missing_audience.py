from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..loading.samples import sample_line
from ..manual import Manual
from ..manual.lifecycle import is_retired
from ..model.policy import Policy
from . import RuleResult

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.WARNING
FORMERLY = ("unplanned-audience",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every policy has an audience.

    Source: ISO/IEC 42001, 5.2 and 7.4.
    """
    for policy in manual.all(Policy):
        if not policy.audience and not is_retired(policy, manual.day):
            hint = f"Add the line `{sample_line(Policy, 'audience')}`."
            yield RuleResult(policy, "has no audience", hint, ("audience",))
