from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.competence import Competence
from ..model.course import Course
from . import RuleResult

CATEGORY = Category.RESOURCES
SEVERITY = Severity.NOTICE


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every competence is built by a course, where the manual has courses at all."""
    courses = manual.all(Course)
    built = {one.key for course in courses for one in manual.references(course, Competence)}
    for competence in manual.all(Competence) if courses else ():
        if competence.key not in built:
            hint = "Name it under `competences` in the course that builds it."
            yield RuleResult(competence, "is built by no course", hint)
