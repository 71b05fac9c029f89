"""The findings of a manual by category, with owners, ages and the state of conformity."""

from dataclasses import dataclass
from datetime import date

from .. import checks
from ..diagnostics import Category, Finding, Severity
from ..manual import Manual, per_manual
from ..manual.conformity import conformities
from ..manual.deadlines import deadlines
from ..manual.responsibilities import accountable
from ..model import Entity
from ..model.action import Action
from ..model.activity import Activity
from ..model.communication import Communication
from ..model.role import Role


@per_manual
def open_findings(manual: Manual) -> tuple[Finding, ...]:
    """Return the findings of a manual; they are calculated once."""
    return tuple(checks.run(manual))


def findings_by_category(manual: Manual) -> dict[Category, list[Finding]]:
    """Return the findings of every category, the most severe first."""
    found: dict[Category, list[Finding]] = {category: [] for category in Category}
    for finding in sorted(open_findings(manual), key=lambda finding: finding.severity.rank):
        found[finding.category].append(finding)
    return found


def is_withheld(manual: Manual, category: Category | None = None) -> bool:
    """Return whether a manual withholds findings, of one category or of any.

    The answer depends on the settings only: it does not reveal whether there are findings.
    """
    if manual.withholds("findings"):
        return True
    return any(
        manual.withholds(topic)
        for rule in checks.rules().values()
        if (topic := getattr(rule, "TOPIC", "")) and category in (None, rule.CATEGORY)
    )


@dataclass(frozen=True)
class ConformityCounts:
    """The number of requirements by conformity; further records never lower it."""

    conforms: int
    partly: int
    gap: int
    not_applicable: int
    requirements: int
    """The number of clauses without sub-clauses and of controls in the standard."""

    @property
    def assessed(self) -> int:
        """The number of requirements with a recorded assessment."""
        return self.conforms + self.partly + self.gap + self.not_applicable


def conformity_counts(manual: Manual) -> ConformityCounts:
    """Return the number of requirements of the standard by conformity."""
    found = conformities(manual, "clause", "control")
    return ConformityCounts(
        conforms=found["conforms"],
        partly=found["partly"],
        gap=found["gap"],
        not_applicable=found["not applicable"],
        requirements=found.total(),
    )


def lowered_rules(manual: Manual) -> list[str]:
    """Return the rules that the settings switch off or give a lower severity."""
    rules = checks.rules()
    return [
        name
        for name, level in sorted(checks.severities(manual.settings).items())
        if name in rules and (level == "off" or Severity(level).rank > rules[name].SEVERITY.rank)
    ]


def finding_owner(manual: Manual, finding: Finding) -> Role | None:
    """Return the role that has to fix a finding."""
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
    """Return the date since which a finding has been open, if the data give one.

    It is the due date that was missed; default: the date of the first action about the record.
    """
    record = manual.find(finding.record) if finding.record else None
    if record is None:
        return None
    days = [
        deadline.due
        for deadline in deadlines(manual)
        if deadline.record is record and deadline.due < manual.day
    ]
    return min(days or _dates_of_actions(manual, record), default=None)


def _dates_of_actions(manual: Manual, record: Entity) -> list[date]:
    actions = manual.referrers(record, Action, "about")
    return [action.raised for action in actions if action.is_open]
