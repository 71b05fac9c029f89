from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..manual.standards import requirements_of, standard
from ..model import mark_along
from ..model._markers import Addresses
from ..model.requirement import Requirement
from ..text import join_words
from . import RuleResult
from ._results import report_on_manual

CATEGORY = Category.REVIEW
SEVERITY = Severity.WARNING
FORMERLY = ("unanswered-clause",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every clause of the standard without sub-clauses is addressed by a record.

    Source: ISO/IEC 42001, 4.4.
    """
    every = requirements_of(manual, standard(manual), "clause")
    divided = {clause.parent for clause in every}
    clauses = [clause for clause in every if clause.id not in divided]
    unaddressed = [clause for clause in clauses if not _is_addressed(manual, clause)]
    addressed = len(clauses) - len(unaddressed)
    hint = "Add it to `requirements` of the process, policy or procedure that addresses it."
    # A manual that addresses few clauses gets one finding, not one for each clause.
    if len(unaddressed) > addressed:
        numbers = join_words(clause.id for clause in unaddressed)
        message = f"addresses {addressed} of {len(clauses)} clauses; not addressed: {numbers}"
        yield from report_on_manual(manual, message, hint)
        return
    for clause in unaddressed:
        yield RuleResult(clause, f"'{clause.title}' is not addressed by any record", hint)


def _is_addressed(manual: Manual, clause: Requirement) -> bool:
    marks = (
        mark_along(type(link.origin), link.field_path, Addresses)
        for link in manual.backlinks(clause)
        if link.mention is None
    )
    return any(mark is not None and mark.clauses for mark in marks)
