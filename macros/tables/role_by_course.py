from ..manual import Manual
from ..model import Entity
from ..model.course import Course
from ..model.role import Role
from ._matrix import cross_table
from ._table import Table

LEGEND = (("M", "Required for this role"), ("E", "Required for everybody"))


def table(manual: Manual) -> Table:
    """Each role with its required courses."""
    courses = manual.all(Course)
    named = {
        (role.key, course.key) for course in courses for role in manual.references(course, Role)
    }
    everybody = {course.key for course in courses if course.everyone}

    def letters(role: Entity, course: Entity) -> str:
        must = "M" if (role.key, course.key) in named else ""
        return must + ("E" if course.key in everybody else "")

    empty_text = "No courses are recorded."
    return cross_table(
        "Roles by course", "Role", (manual.all(Role), courses), letters, LEGEND, empty_text
    )
