from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.standards import requirements_of, standard
from ..model.activity import Activity
from ..model.communication import Communication
from ..model.document import Document
from ..model.policy import Policy
from ..model.procedure import Procedure
from ..model.process import Process
from ..model.requirement import Requirement
from ..model.review import Review
from ..text import join_words
from . import RuleResult
from ._whole import as_whole

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING
_ANSWERING = (Process, Activity, Policy, Procedure, Document, Review, Communication)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every clause of the manual's standard that has no sub-clauses is answered by a record."""
    every = requirements_of(manual, standard(manual), "clause")
    divided = {clause.parent for clause in every}
    clauses = [clause for clause in every if clause.id not in divided]
    unanswered = [clause for clause in clauses if not _is_answered(manual, clause)]
    answered = len(clauses) - len(unanswered)
    hint = "Name it under `requirements` in the process, policy or procedure that answers it."
    # A manual that has only begun needs to hear once how far there is to go.
    if len(unanswered) > answered:
        numbers = join_words(clause.id for clause in unanswered)
        message = f"answers {answered} of {len(clauses)} clauses; nothing answers {numbers}"
        yield from as_whole(manual, message, hint)
        return
    for clause in unanswered:
        yield RuleResult(clause, f"'{clause.title}' is answered by nothing in this manual", hint)


def _is_answered(manual: Manual, clause: Requirement) -> bool:
    return any(
        isinstance(link.origin, _ANSWERING) and link.field == "requirements"
        for link in manual.backlinks(clause)
    )
