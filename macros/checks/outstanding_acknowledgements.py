from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.acknowledgements import AcknowledgementStatus, acknowledgement_statuses
from ..model.acknowledgement import Acknowledgement
from ..model.policy import Policy
from ..text import join_words
from . import RuleResult

CATEGORY = Category.COMMUNICATION
SEVERITY = Severity.NOTICE
TOPIC = "acknowledgements"


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every person in the audience of a policy has acknowledged its current version.

    Source: ISO/IEC 42001, 7.3.
    """
    if not manual.all(Acknowledgement):
        return
    by_policy: dict[str, tuple[Policy, list[AcknowledgementStatus]]] = {}
    for status in acknowledgement_statuses(manual):
        by_policy.setdefault(status.policy.key, (status.policy, []))[1].append(status)
    for policy, statuses in by_policy.values():
        missing = [status for status in statuses if status.state != "read"]
        if missing:
            lapsed = sum(status.state == "lapsed" for status in missing)
            before = f" ({lapsed} acknowledged an earlier text)" if lapsed else ""
            count = f"{len(missing)} of {len(statuses)} readers{before}"
            people = join_words(sorted(status.person.id for status in missing), most=5)
            yield RuleResult(
                policy,
                f"version {policy.version} has not been acknowledged by {count}",
                f"Ask {people} to acknowledge it.",
                ("version",),
            )
