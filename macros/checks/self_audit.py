from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.appointments import appointments_of, sole_member
from ..model import Owned
from ..model.audit import Audit
from ..model.person import Person
from ..text import join_words
from . import RuleResult

CATEGORY = Category.OWNERSHIP
SEVERITY = Severity.WARNING
FORMERLY = ("own-audit",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """No auditor audits an area that they own or deputise for.

    Source: ISO/IEC 42001, 9.2.2 (impartiality).
    """
    for audit in manual.all(Audit):
        owners = _owners(manual, audit)
        for number, name in enumerate(audit.auditors):
            person = manual.find(name)
            if not isinstance(person, Person):
                continue
            own = [
                area if owner == area else f"{area} (as {found.role.id})"
                for found in appointments_of(manual, person, audit.done or audit.planned)
                if found.appointment.capacity != "member"
                or sole_member(manual, found.role, audit.done or audit.planned)
                for area, owner in owners
                if owner == found.role.key
            ]
            if own:
                areas = join_words(dict.fromkeys(own))
                message = f"is carried out by {name}, who is responsible for {areas}"
                hint = "Assign another auditor to that area."
                yield RuleResult(audit, message, hint, ("auditors", number))


def _owners(manual: Manual, audit: Audit) -> list[tuple[str, str]]:
    """Return each audited area with the key of the role that owns it."""
    found = []
    for name in audit.areas:
        area = manual.find(name)
        owner = manual.find(area.owner) if isinstance(area, Owned) and area.owner else area
        if owner is not None:
            found.append((name, owner.key))
    return found
