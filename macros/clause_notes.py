"""What an auditor sees beside each section: the clauses it answers, and what is found there."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from .findings import Finding
from .health import findings
from .manual import Manual
from .markup import inline
from .model import Entity
from .model.requirement import Requirement

# The sentence of a kind says which clauses it is for: `(clauses 6.1.4, 8.4, A.5)`.
_CLAUSES = re.compile(r"\((?:clauses? )?((?:A\.)?\d+(?:\.\d+)*(?:, (?:A\.)?\d+(?:\.\d+)*)*)\)")


def for_auditor(manual: Manual) -> bool:
    """Return whether the manual is made for an auditor."""
    return manual.settings.shown_to() == "auditor"


def of_kind(manual: Manual, kind: type[Entity]) -> list[Requirement]:
    """Return the clauses that records of a kind are kept for."""
    numbers = _CLAUSES.findall(kind.__doc__ or "")
    return named(manual, [one for several in numbers for one in several.split(", ")])


def named(manual: Manual, numbers: Iterable[str]) -> list[Requirement]:
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


def findings_at(manual: Manual, record: Entity) -> list[Finding]:
    """Return what is found at a record."""
    return [one for one in findings(manual) if one.record == record.key]
