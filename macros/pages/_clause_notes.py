"""What an auditor sees beside each section: the clauses it answers, and what is found there."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from ..checks._health import open_findings
from ..diagnostics import Finding
from ..manual import Manual
from ..manual.standards import standard
from ..model import Entity
from ..model.requirement import Requirement
from ._markup import inline

# The sentence of a kind says which clauses it is for: `(clauses 6.1.4, 8.4, A.5)`.
_CLAUSES = re.compile(r"\((?:clauses? )?((?:A\.)?\d+(?:\.\d+)*(?:, (?:A\.)?\d+(?:\.\d+)*)*)\)")

SECTIONS = {
    "history": "7.5.2",
    "policies.rules": "5.2, A.2.2",
    "policies.concerns": "7.3",
    "policies.procedures": "8.1",
    "policies.told": "7.4",
    "procedures.steps": "8.1",
    "roles.duties": "5.3, A.3.2",
    "roles.decisions": "5.3",
    "roles.matrix": "5.3, A.3.2",
    "roles.steps": "8.1",
    "roles.owns": "5.3",
    "roles.due": "9.1",
    "roles.talks": "7.4",
    "roles.channels": "7.4, A.3.3",
    "roles.training": "7.2",
    "roles.reading": "7.3",
    "people.roles": "5.3",
    "people.competence": "7.2, A.4.6",
    "people.training": "7.2, 7.3",
    "processes.flow": "4.4",
    "processes.matrix": "5.3",
    "processes.procedures": "8.1",
    "processes.resources": "7.1, A.4.2",
    "processes.records": "7.5.3",
    "processes.risks": "6.1.2",
    "processes.reviews": "9.1",
    "ai-systems.impact": "6.1.4, 8.4, A.5.4, A.5.5",
    "ai-systems.oversight": "A.9.2",
    "ai-systems.metrics": "9.1, A.6.2.6",
    "ai-systems.risks": "6.1.2, 8.2",
    "ai-systems.resources": "A.4.2",
    "organisation.scope": "4.3",
    "organisation.exclusions": "4.3",
    "organisation.external": "4.1",
    "organisation.internal": "4.1",
    "organisation.contacts": "7.4, A.3.3",
    "interested-parties.needs": "4.2",
    "interested-parties.told": "7.4, A.8.5",
    "objectives.plan": "6.2",
    "metrics.method": "9.1",
    "metrics.measurements": "9.1",
    "audits.findings": "9.2.2, 10.2",
    "management-reviews.inputs": "9.3.2",
    "management-reviews.decisions": "9.3.3",
    "actions.cause": "10.2",
    "actions.correction": "10.2",
    "actions.effectiveness": "10.2",
    "applicability.justification": "6.1.3",
    "applicability.implementation": "6.1.3",
}
"""The clauses that a section of a record's page answers, where it answers some of its own.

A section stands here by the folder of the records and its own id, or by its id alone.
"""


def for_auditor(manual: Manual) -> bool:
    """Return whether the manual is made for an auditor."""
    return manual.settings.shown_to() == "auditor"


def of_kind(manual: Manual, kind: type[Entity]) -> list[Requirement]:
    """Return the clauses that records of a kind are kept for."""
    numbers = _CLAUSES.findall(kind.__doc__ or "")
    return record_names(manual, [one for several in numbers for one in several.split(", ")])


def of_record(manual: Manual, record: Entity) -> list[Requirement]:
    """Return the clauses that records of its kind are kept for, and those of ours that it names."""
    own = standard(manual)
    names = (manual.find(name) for name in getattr(record, "requirements", ()))
    further = [
        one for one in names if isinstance(one, Requirement) and own and one.framework == own.id
    ]
    return list({one.key: one for one in [*of_kind(manual, type(record)), *further]}.values())


def record_names(manual: Manual, numbers: Iterable[str]) -> list[Requirement]:
    """Return the requirements of these numbers that the manual's standard has."""
    found = (manual.find(number) for number in numbers)
    return [one for one in found if isinstance(one, Requirement)]


def note(manual: Manual, requirements: Iterable[Requirement]) -> Markup:
    """Return the note beside a section, in the manual for an auditor; else nothing."""
    those = tuple(requirements)
    if not those or not for_auditor(manual):
        return Markup("")
    return Markup('<p class="aims-note"><b>Answers:</b> {}</p>').format(
        Markup(", ").join(inline(one, manual) for one in those)
    )


def of_section(manual: Manual, record: Entity | None, id: str) -> Markup:
    """Return the note beside a section of a record's page, in the manual for an auditor."""
    folder = record.folder if record else ""
    numbers = SECTIONS.get(f"{folder}.{id}") or SECTIONS.get(id, "")
    return note(manual, record_names(manual, numbers.split(", "))) if numbers else Markup("")


def findings_at(manual: Manual, record: Entity) -> list[Finding]:
    """Return what is found at a record."""
    return [one for one in open_findings(manual) if one.record == record.key]
