"""What the checks say of a manual, sorted by the ways in which a management system fails."""

from dataclasses import dataclass
from datetime import date

from .. import checks
from ..diagnostics import Category, Finding, Severity
from ..manual import Manual, per_manual
from ..manual.coverage import conformities
from ..manual.deadlines import deadlines
from ..manual.responsibilities import accountable
from ..model import Entity
from ..model.action import Action
from ..model.activity import Activity
from ..model.communication import Communication
from ..model.role import Role


@per_manual
def open_findings(manual: Manual) -> tuple[Finding, ...]:
    """Return all that is to be put right, worked out once."""
    return tuple(checks.run(manual))


def findings_by_category(manual: Manual) -> dict[Category, list[Finding]]:
    """Return the findings of each challenge, the gravest first; one without findings too."""
    found: dict[Category, list[Finding]] = {challenge: [] for challenge in Category}
    for finding in sorted(open_findings(manual), key=lambda one: one.severity.rank):
        found[finding.category].append(finding)
    return found


def is_withheld(manual: Manual, challenge: Category | None = None) -> bool:
    """Return whether an edition withholds findings, of one challenge or of any.

    It follows from the settings alone, so that it tells nobody whether there are any.
    """
    if manual.withholds("findings"):
        return True
    return any(
        manual.withholds(topic)
        for rule in checks.rules().values()
        if (topic := getattr(rule, "TOPIC", "")) and challenge in (None, rule.CATEGORY)
    )


@dataclass(frozen=True)
class ConformityCounts:
    """How much of the standard is assessed: more records never make it less."""

    conforms: int
    partly: int
    gap: int
    not_applicable: int
    requirements: int
    """How many undivided clauses and controls the standard has."""

    @property
    def assessed(self) -> int:
        """How many requirements somebody has recorded something for."""
        return self.conforms + self.partly + self.gap + self.not_applicable


def conformity_counts(manual: Manual) -> ConformityCounts:
    """Return how much of the standard is assessed, and with which outcome."""
    found = conformities(manual, "clause", "control")
    return ConformityCounts(
        conforms=found["conforms"],
        partly=found["partly"],
        gap=found["gap"],
        not_applicable=found["not applicable"],
        requirements=found.total(),
    )


def lowered_rules(manual: Manual) -> list[str]:
    """Return the rules that the settings switch off, or let weigh less than they would."""
    rules = checks.rules()
    return [
        name
        for name, level in sorted(manual.settings.levels.items())
        if name in rules and (level == "off" or Severity(level).rank > rules[name].SEVERITY.rank)
    ]


def finding_owner(manual: Manual, finding: Finding) -> Role | None:
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


def open_since(manual: Manual, finding: Finding) -> date | None:
    """Return the day since when something has been wrong, where the data tell it.

    It is the day that was missed, else the day on which an action was raised about it.
    """
    record = manual.find(finding.record) if finding.record else None
    if record is None:
        return None
    days = [one.due for one in deadlines(manual) if one.record is record and one.due < manual.day]
    return min(days or _raised(manual, record), default=None)


def _raised(manual: Manual, record: Entity) -> list[date]:
    actions = manual.referrers(record, Action, "about")
    return [action.raised for action in actions if action.is_open]
