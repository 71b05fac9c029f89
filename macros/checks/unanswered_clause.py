from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.standards import requirements_of, standard
from ..model import mark_along
from ..model._markers import Addresses
from ..model.requirement import Requirement
from ..text import join_words
from . import RuleResult
from ._whole import as_whole

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING


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
    marks = (
        mark_along(type(link.origin), link.field_path, Addresses)
        for link in manual.backlinks(clause)
        if link.mention is None
    )
    return any(mark is not None and mark.clauses for mark in marks)
