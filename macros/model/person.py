from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from ._entity import Entity, Part
from ._markers import Affects, Happened, Heading, NotBefore, Routine
from ._types import CompetenceId, CourseId, Day, Email, RoleId

Capacity = Literal["holder", "deputy", "member"]


class Appointment(Part):
    """An appointment to a role as holder, deputy or member."""

    role: RoleId
    """The role."""
    capacity: Capacity = "holder"
    """The capacity: holder of the role (or chair of the body), deputy or member."""
    since: Annotated[Day, NotBefore("joined", "has a role since {day}, before joining on {start}")]
    """The first day."""
    until: Annotated[
        Day | None, NotBefore("since", "has a role until {day}, before taking it up on {start}")
    ] = None
    """The last day, if it is known."""

    def holds_on(self, day: date) -> bool:
        """Return whether the appointment is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class HeldCompetence(Part):
    """A competence that a person has demonstrated."""

    competence: CompetenceId
    """The competence."""
    since: Annotated[Day, Happened("showed a competence")]
    """The day it was demonstrated."""
    expires: Annotated[
        Day | None, NotBefore("since", "has a competence until {day}, before showing it on {start}")
    ] = None
    """The day from which it must be demonstrated again."""
    evidence: str = ""
    """The evidence."""


class CompletedCourse(Part):
    """A course that a person has completed."""

    course: CourseId
    """The course."""
    on: Annotated[Day, Happened("completed a course"), Heading("Date")]
    """The day of the last completion."""


class Person(Entity):
    """A person with a role (clauses 5.3, 7.2); the title is the name."""

    folder = "people"
    name = "person"
    plural = "people"
    introduction = "The people who have a role today, as holder, deputy or member of a body."
    shows_id = False
    register_columns = ("email",)
    section_clauses: ClassVar[Mapping[str, str]] = {
        "roles": "5.3",
        "competence": "7.2, A.4.6",
        "training": "7.2, 7.3",
    }

    email: Email | None = None
    """The work e-mail address."""
    joined: Day | None = None
    """The day the person joined the organisation."""
    appointments: Annotated[tuple[Appointment, ...], Affects("people", is_personal=True)] = ()
    """The appointments to roles."""
    competences: Annotated[tuple[HeldCompetence, ...], Routine()] = ()
    """The competences that the person has demonstrated."""
    courses: Annotated[tuple[CompletedCourse, ...], Routine()] = ()
    """The courses that the person has completed."""

    @property
    def other_names(self) -> tuple[str, ...]:
        """The aliases, name and address by which a receipt can name the person."""
        return (*self.aliases, self.title, *([self.email] if self.email else []))
