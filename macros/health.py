"""What the checks say of a manual, sorted by the ways in which a management system fails."""

from functools import lru_cache

from . import checks
from .findings import Challenge, Finding
from .manual import Manual


# Two manuals are kept: the one at hand, and the edition it may be compared with.
@lru_cache(maxsize=2)
def findings(manual: Manual) -> tuple[Finding, ...]:
    """Return all that is to be put right, worked out once."""
    return tuple(checks.run(manual))


def by_challenge(manual: Manual) -> dict[Challenge, list[Finding]]:
    """Return the findings of each challenge, the gravest first; one without findings too."""
    found: dict[Challenge, list[Finding]] = {challenge: [] for challenge in Challenge}
    for finding in sorted(findings(manual), key=lambda one: one.level.rank):
        found[finding.challenge].append(finding)
    return found
