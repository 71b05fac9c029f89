"""What the checks say of a manual, sorted by the ways in which a management system fails."""

from datetime import date
from functools import lru_cache

from . import checks
from .deadlines import deadlines
from .findings import Challenge, Finding, Level
from .manual import Manual
from .model import Entity
from .model.action import Action
from .model.activity import Activity
from .model.communication import Communication
from .model.role import Role
from .responsibilities import accountable

EACH_WARNING = 2
FORMULA = (
    f"100, less {EACH_WARNING} for each warning, and never below 0. Notices take nothing off; what "
    "an open action deals with is one until that action is due. "
    "With an error anywhere it is 0, and so it is while the settings lower a rule that looks for "
    f"errors; every other rule that they lower or switch off takes {EACH_WARNING} off, as a "
    "warning does."
)
"""How the score is worked out, in words for those who read it."""


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


def is_withheld(manual: Manual, challenge: Challenge | None = None) -> bool:
    """Return whether an edition withholds findings, of one challenge or of any.

    It follows from the settings alone, so that it tells nobody whether there are any.
    """
    if manual.withholds("findings"):
        return True
    return any(
        manual.withholds(topic)
        for rule in checks.rules().values()
        if (topic := getattr(rule, "TOPIC", "")) and challenge in (None, rule.CHALLENGE)
    )


def score(manual: Manual) -> int | None:
    """Return how well the manual stands, from 0 to 100, by the `FORMULA`.

    Where an edition withholds findings it has no score: that would tell how many there are.
    """
    if is_withheld(manual):
        return None
    levels = [finding.level for finding in findings(manual)]
    lowered = lowered_rules(manual)
    if Level.ERROR in levels or any(checks.rules()[name].LEVEL == Level.ERROR for name in lowered):
        return 0
    return max(0, 100 - EACH_WARNING * (levels.count(Level.WARNING) + len(lowered)))


def lowered_rules(manual: Manual) -> list[str]:
    """Return the rules that the settings switch off, or let weigh less than they would."""
    rules = checks.rules()
    return [
        name
        for name, level in sorted(manual.settings.levels.items())
        if name in rules and (level == "off" or Level(level).rank > rules[name].LEVEL.rank)
    ]


def owner(manual: Manual, finding: Finding) -> Role | None:
    """Return the role that has to put a finding right."""
    record = manual.find(finding.record) if finding.record else None
    if isinstance(record, Role):
        return record
    if isinstance(record, Activity):
        if role := accountable(manual, record):
            return role
        record = manual.find(record.process)
    name = record.sender if isinstance(record, Communication) else getattr(record, "owner", None)
    found = manual.find(name) if name else None
    return found if isinstance(found, Role) else None


def since(manual: Manual, finding: Finding) -> date | None:
    """Return the day since when something has been wrong, where the data tell it.

    It is the day that was missed, else the day on which an action was raised about it.
    """
    record = manual.find(finding.record) if finding.record else None
    if record is None:
        return None
    days = [one.due for one in deadlines(manual) if one.record is record and one.due < manual.day]
    return min(days or _raised(manual, record), default=None)


def _raised(manual: Manual, record: Entity) -> list[date]:
    actions = manual.naming(record, Action, "about")
    return [action.raised for action in actions if action.is_open]
