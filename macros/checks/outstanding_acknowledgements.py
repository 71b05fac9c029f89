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
    """Everybody in the audience of a policy has acknowledged its version in force."""
    if not manual.all(Acknowledgement):
        return
    by_policy: dict[str, tuple[Policy, list[AcknowledgementStatus]]] = {}
    for reading in acknowledgement_statuses(manual):
        by_policy.setdefault(reading.policy.key, (reading.policy, []))[1].append(reading)
    for policy, those in by_policy.values():
        waiting = [one for one in those if one.state != "read"]
        if waiting:
            lapsed = sum(one.state == "lapsed" for one in waiting)
            before = f", {lapsed} of whom read an earlier text" if lapsed else ""
            count = f"{len(waiting)} of {len(those)} readers{before}"
            yield RuleResult(
                policy,
                f"has version {policy.version} still to be acknowledged by {count}",
                f"Ask {join_words(sorted(one.person.id for one in waiting), most=5)}.",
                ("version",),
            )
