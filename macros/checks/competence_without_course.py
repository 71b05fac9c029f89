from collections.abc import Iterator

from ..diagnostics import Category, Severity
from ..manual import Manual
from ..model.competence import Competence
from ..model.course import Course
from . import RuleResult

CATEGORY = Category.RESOURCES
SEVERITY = Severity.NOTICE
FORMERLY = ("unbuilt-competence",)


def check(manual: Manual) -> Iterator[RuleResult]:
    """Every competence is taught by a course, if the manual has courses.

    Source: ISO/IEC 42001, 7.2.
    """
    courses = manual.all(Course)
    taught = {
        competence.key for course in courses for competence in manual.references(course, Competence)
    }
    for competence in manual.all(Competence) if courses else ():
        if competence.key not in taught:
            hint = "Add it to `competences` of the course that teaches it."
            yield RuleResult(competence, "is not taught by any course", hint)
