from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..manual.acknowledgements import Reading, readings
from ..model.acknowledgement import Acknowledgement
from ..model.policy import Policy
from ..text import listed
from . import Flaw

CHALLENGE = Challenge.COMMUNICATION
LEVEL = Level.NOTICE
TOPIC = "acknowledgements"


def check(manual: Manual) -> Iterator[Flaw]:
    """Everybody in the audience of a policy has acknowledged its version in force."""
    if not manual.all(Acknowledgement):
        return
    by_policy: dict[str, tuple[Policy, list[Reading]]] = {}
    for reading in readings(manual):
        by_policy.setdefault(reading.policy.key, (reading.policy, []))[1].append(reading)
    for policy, those in by_policy.values():
        waiting = [one for one in those if one.state != "read"]
        if waiting:
            lapsed = sum(one.state == "lapsed" for one in waiting)
            before = f", {lapsed} of whom read an earlier text" if lapsed else ""
            count = f"{len(waiting)} of {len(those)} readers{before}"
            yield Flaw(
                policy,
                f"has version {policy.version} still to be acknowledged by {count}",
                f"Ask {listed(sorted(one.person.id for one in waiting), most=5)}.",
                ("version",),
            )
