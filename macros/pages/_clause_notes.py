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
    numbers = (type(record) if record else Entity).clauses_of_section(id)
    return note(manual, record_names(manual, numbers.split(", "))) if numbers else Markup("")


def findings_at(manual: Manual, record: Entity) -> list[Finding]:
    """Return what is found at a record."""
    return [one for one in open_findings(manual) if one.record == record.key]
