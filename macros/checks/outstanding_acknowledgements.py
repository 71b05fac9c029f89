from collections.abc import Iterator

from ..findings import Challenge, Level
from ..manual import Manual
from ..model.acknowledgement import Acknowledgement
from ..model.policy import Policy
from ..readers import readers, yet_to_acknowledge
from ..wording import listed
from . import Flaw

CHALLENGE = Challenge.COMMUNICATION
LEVEL = Level.NOTICE


def check(manual: Manual) -> Iterator[Flaw]:
    """Everybody in the audience of a policy has acknowledged its version in force."""
    if not manual.all(Acknowledgement):
        return
    for policy in manual.all(Policy):
        if policy.status == "approved" and policy.version:
            waiting = yet_to_acknowledge(manual, policy)
            if waiting:
                count = f"{len(waiting)} of {len(readers(manual, policy))}"
                yield Flaw(
                    policy,
                    f"has version {policy.version} still to be acknowledged by {count} readers",
                    f"Ask {listed(sorted(person.id for person in waiting), most=5)}.",
                    ("version",),
                )
