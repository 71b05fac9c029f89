from ..manual import Manual
from ..model import Entity
from ..model.course import Course
from ..model.role import Role
from ._matrix import cross_table
from ._table import Table

LEGEND = (("M", "Must be taken for this role"), ("E", "Must be taken by everybody"))


def table(manual: Manual) -> Table:
    """Each role with the courses that its holders and deputies must take."""
    courses = manual.all(Course)
    named = {
        (role.key, course.key) for course in courses for role in manual.references(course, Role)
    }
    everybody = {course.key for course in courses if course.everyone}

    def letters(role: Entity, course: Entity) -> str:
        must = "M" if (role.key, course.key) in named else ""
        return must + ("E" if course.key in everybody else "")

    empty_text = "No course is recorded yet."
    return cross_table(
        "Roles by course", "Role", (manual.all(Role), courses), letters, LEGEND, empty_text
    )
