from collections.abc import Iterator

from ..findings import Challenge, Level
from ..manual import Manual
from ..model import Entity
from ..model.activity import Activity
from ..model.communication import Communication
from ..model.document import Document
from ..model.policy import Policy
from ..model.procedure import Procedure
from ..model.process import Process
from ..model.requirement import Requirement
from ..model.review import Review
from ..standards import requirements_of, standard
from ..wording import listed
from . import Flaw
from ._whole import whole

CHALLENGE = Challenge.REVIEW
LEVEL = Level.WARNING
_ANSWERING = (Process, Activity, Policy, Procedure, Document, Review, Communication)


def check(manual: Manual) -> Iterator[Flaw]:
    """Every clause of the manual's standard is answered by a record, or by one for a sub-clause."""
    clauses = requirements_of(manual, standard(manual), "clause")
    answered = _answered(manual, clauses)
    unanswered = [clause for clause in clauses if clause.key not in answered]
    hint = "Name it under `requirements` in the process, policy or procedure that answers it."
    # A manual that has only begun needs to hear once how far there is to go.
    if len(unanswered) > len(answered):
        numbers = listed(clause.id for clause in unanswered)
        total = f"{len(unanswered)} of {len(clauses)} clauses"
        yield from whole(manual, f"answers {total} with nothing: {numbers}", hint)
        return
    for clause in unanswered:
        message = f"'{clause.title}' is answered by nothing in this manual"
        yield Flaw(clause, message, hint)


def _answered(manual: Manual, clauses: list[Requirement]) -> set[str]:
    """Return the keys of the clauses that are named, and of those that these stand under."""
    found: set[str] = set()
    for clause in clauses:
        if any(
            isinstance(link.origin, _ANSWERING) and link.field == "requirements"
            for link in manual.links_to(clause)
        ):
            above: Entity | None = clause
            while isinstance(above, Requirement) and above.key not in found:
                found.add(above.key)
                above = manual.find(f"{above.framework}:{above.parent}")
    return found
