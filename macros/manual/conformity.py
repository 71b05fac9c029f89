"""Whether each requirement is met, according to what people assessed and recorded.

ADR 0017 explains the rule; `docs/reference/status.md` describes it for readers.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from ..model import Entity
from ..model.action import Action
from ..model.applicability import Applicability
from ..model.audit import Audit, AuditFinding
from ..model.requirement import Requirement
from ._cache import per_manual
from ._manual import Manual
from .coverage import children, coverage_of, leaves, parents

STATES = ("conforms", "partly", "gap", "not assessed", "not applicable")
"""The states of a requirement."""
CORRECTED = ("done", "verified")
"""The states of an action that corrected a nonconformity."""


@dataclass(frozen=True)
class Assessment:
    """The state of a requirement, and what it is based on."""

    state: str
    """One of `STATES`."""
    basis: str
    """What the state is based on, in words: `evidence checked`, `minor nonconformity 2`."""
    source: Entity | None = None
    """The record of the assessment: an audit, or a row of the Statement of Applicability."""


@dataclass
class _AuditResults:
    """What the audits recorded about a requirement."""

    open: list[tuple[Audit, AuditFinding]] = field(default_factory=list)
    """The nonconformities that are not corrected."""
    unverified: list[tuple[Audit, AuditFinding]] = field(default_factory=list)
    """The corrected nonconformities whose correction is not verified."""
    positive: list[Audit] = field(default_factory=list)
    """The audits that found it to conform."""


@per_manual
def assess(manual: Manual, requirement: Requirement) -> Assessment:
    """Return the state of a requirement without children.

    What nobody assessed is `not assessed`, however much is written about it. An open nonconformity
    of an audit outweighs everything else (ISO/IEC 42001, 9.2 and 10.2). The state of a control is
    at best that of its row in the Statement of Applicability (6.1.3).
    """
    rows = manual.referrers(requirement, Applicability, "control")
    rows = rows if requirement.kind == "control" else []
    if rows and not any(row.applies for row in rows):
        return Assessment("not applicable", rows[0].name, rows[0])
    results = _audit_results(manual).get(requirement.key, _AuditResults())
    if results.open:
        # The most severe grade comes first in the alphabet.
        audit, finding = min(results.open, key=lambda item: item[1].grade)
        state = "gap" if finding.grade.startswith("major") else "partly"
        return Assessment(state, f"{finding.grade} {finding.number}", audit)
    applying = [row for row in rows if row.applies]
    found = _from_statement(applying, results) or _from_evidence(
        manual, requirement, applying, results
    )
    if found.state == "not assessed":
        # Of several rows, one that is implemented without evidence does not hide the others.
        incomplete = [row for row in applying if row.state != "implemented"]
        return _from_statement(incomplete, results) or found
    return found


def _from_statement(rows: list[Applicability], results: _AuditResults) -> Assessment | None:
    """Return the state that the Statement of Applicability gives, unless it is implemented."""
    states = {row.state: row for row in rows}
    if not rows or "implemented" in states:
        return None
    if row := states.get("partly implemented"):
        return Assessment("partly", row.state, row)
    return Assessment("partly" if results.positive else "gap", rows[0].state, rows[0])


def _from_evidence(
    manual: Manual, requirement: Requirement, rows: list[Applicability], results: _AuditResults
) -> Assessment:
    """Return the state of a requirement that no record calls incomplete."""
    lacks = coverage_of(manual, requirement).lacks
    sampled = [row for row in rows if any(item.seen for item in row.evidence)]
    sources: list[Entity] = [*results.positive, *sampled]
    if not sources and not results.unverified:
        return Assessment("not assessed", lacks or "no audit, no evidence checked")
    if not sources:
        audit, finding = results.unverified[0]
        return Assessment("partly", f"correction of {finding.number} not verified", audit)
    if requirement.kind == "control" and not rows:
        return Assessment("partly", "not in the Statement of Applicability", sources[0])
    if lacks:
        return Assessment("partly", lacks, sources[0])
    return Assessment("conforms", "audited" if results.positive else "evidence checked", sources[0])


@per_manual
def _audit_results(manual: Manual) -> dict[str, _AuditResults]:
    """Return what the audits recorded, by the key of the requirement; the latest audit first."""
    found: defaultdict[str, _AuditResults] = defaultdict(_AuditResults)
    audits = sorted(manual.all(Audit), key=lambda audit: str(audit.done or ""), reverse=True)
    for audit in audits:
        for name in audit.conforming if audit.done else ():
            for leaf in _leaves_below(manual, name):
                found[leaf.key].positive.append(audit)
        for finding in audit.findings:
            for leaf in _leaves_below(manual, finding.requirement or ""):
                _add(manual, found[leaf.key], audit, finding)
    return found


def _add(manual: Manual, results: _AuditResults, audit: Audit, finding: AuditFinding) -> None:
    """Add a finding of an audit to the results of a requirement."""
    status = finding_status(manual, finding)
    if "nonconformity" not in finding.grade:
        # A nonconformity is never recorded as an opportunity (ISO/IEC 17021-1, 9.4.5.2).
        results.positive.append(audit)
        return
    if status == "open":
        results.open.append((audit, finding))
    elif status == "verified":
        results.positive.append(audit)
    else:
        results.unverified.append((audit, finding))


def finding_status(manual: Manual, finding: AuditFinding) -> str:
    """Return the status of an audit finding: `open`, `corrected`, `verified` or `noted`.

    A finding is open until all its actions are completed; `noted` needs no action.
    """
    actions = [manual.find(name) for name in finding.actions]
    states = {action.state if isinstance(action, Action) else "" for action in actions}
    if not states and "nonconformity" not in finding.grade:
        return "noted"
    if not states or not states.issubset(CORRECTED):
        return "open"
    return "verified" if states == {"verified"} else "corrected"


def _leaves_below(manual: Manual, name: str) -> list[Requirement]:
    """Return the requirement of a name, or those without children below it."""
    found = manual.find(name) if name else None
    if not isinstance(found, Requirement):
        return []
    if not children(manual, found):
        return [found]
    return [
        leaf
        for leaf in leaves(manual, "clause", "control")
        if any(parent.key == found.key for parent in parents(manual, leaf))
    ]


def conformity(manual: Manual, requirement: Requirement) -> str:
    """Return the state of a requirement: one of `STATES`."""
    return assess(manual, requirement).state


def conformities(manual: Manual, *sorts: str) -> Counter[str]:
    """Return the number of requirements without children, by state."""
    return Counter(conformity(manual, leaf) for leaf in leaves(manual, *sorts))
