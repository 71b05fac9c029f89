"""The notes for auditors: the clauses that a section addresses, and the findings of a record."""

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

# The description of a kind names its clauses: `(clauses 6.1.4, 8.4, A.5)`.
_CLAUSES = re.compile(r"\((?:clauses? )?((?:A\.)?\d+(?:\.\d+)*(?:, (?:A\.)?\d+(?:\.\d+)*)*)\)")


def for_auditor(manual: Manual) -> bool:
    """Return whether the audience of the manual is an auditor."""
    return manual.settings.shown_to() == "auditor"


def of_kind(manual: Manual, kind: type[Entity]) -> list[Requirement]:
    """Return the clauses that records of a kind address."""
    lists = _CLAUSES.findall(kind.__doc__ or "")
    return record_names(manual, [number for numbers in lists for number in numbers.split(", ")])


def of_record(manual: Manual, record: Entity) -> list[Requirement]:
    """Return the clauses of the kind of a record, and those of the standard that it names."""
    own = standard(manual)
    names = (manual.find(name) for name in getattr(record, "requirements", ()))
    further = [
        requirement
        for requirement in names
        if isinstance(requirement, Requirement) and own and requirement.framework == own.id
    ]
    return list(
        {
            requirement.key: requirement
            for requirement in [*of_kind(manual, type(record)), *further]
        }.values()
    )


def record_names(manual: Manual, numbers: Iterable[str]) -> list[Requirement]:
    """Return the requirements with these numbers, without unknown numbers."""
    found = (manual.find(number) for number in numbers)
    return [record for record in found if isinstance(record, Requirement)]


def note(manual: Manual, requirements: Iterable[Requirement]) -> Markup:
    """Return the note beside a section in the auditor edition; nothing in the staff edition."""
    shown = tuple(requirements)
    if not shown or not for_auditor(manual):
        return Markup("")
    return Markup('<p class="aims-note"><b>Addresses:</b> {}</p>').format(
        Markup(", ").join(inline(requirement, manual) for requirement in shown)
    )


def of_section(manual: Manual, record: Entity | None, id: str) -> Markup:
    """Return the note beside a section of the page of a record."""
    numbers = (type(record) if record else Entity).clauses_of_section(id)
    return note(manual, record_names(manual, numbers.split(", "))) if numbers else Markup("")


def findings_at(manual: Manual, record: Entity) -> list[Finding]:
    """Return the findings of a record."""
    return [finding for finding in open_findings(manual) if finding.record == record.key]
