from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from ._entity import Entity, Part
from ._markers import Affects, Happened, Heading, NotBefore, Routine
from ._types import CompetenceId, CourseId, Day, Email, RoleId

Capacity = Literal["holder", "deputy", "member"]


class Appointment(Part):
    """A role that somebody holds, or stands in for, from a day on."""

    role: RoleId
    """The role."""
    capacity: Capacity = "holder"
    """Whether they hold the role (or chair the body), stand in for the holder, or are a member."""
    since: Annotated[Day, NotBefore("joined", "has a role since {day}, before joining on {start}")]
    """The first day."""
    until: Annotated[
        Day | None, NotBefore("since", "has a role until {day}, before taking it up on {start}")
    ] = None
    """The last day, where it is known."""

    def holds_on(self, day: date) -> bool:
        """Return whether the appointment is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class HeldCompetence(Part):
    """A competence somebody has shown."""

    competence: CompetenceId
    """The competence."""
    since: Annotated[Day, Happened("showed a competence")]
    """The day it was shown."""
    expires: Annotated[
        Day | None, NotBefore("since", "has a competence until {day}, before showing it on {start}")
    ] = None
    """The day from which it must be shown again."""
    evidence: str = ""
    """What it was shown by."""


class CompletedCourse(Part):
    """A course somebody has completed."""

    course: CourseId
    """The course."""
    on: Annotated[Day, Happened("completed a course"), Heading("Day")]
    """The day it was completed last."""


class Person(Entity):
    """Somebody who holds a role (clauses 5.3, 7.2): the title is their name."""

    folder = "people"
    name = "person"
    plural = "people"
    shows_id = False
    register_columns = ("email",)
    section_clauses: ClassVar[Mapping[str, str]] = {
        "roles": "5.3",
        "competence": "7.2, A.4.6",
        "training": "7.2, 7.3",
    }

    email: Email | None = None
    """Their work address."""
    joined: Day | None = None
    """The day they joined the organisation."""
    appointments: Annotated[tuple[Appointment, ...], Affects("people", is_personal=True)] = ()
    """The roles they hold or stand in for."""
    competences: Annotated[tuple[HeldCompetence, ...], Routine()] = ()
    """What they have shown that they know or can do."""
    courses: Annotated[tuple[CompletedCourse, ...], Routine()] = ()
    """The courses they have completed."""

    @property
    def other_names(self) -> tuple[str, ...]:
        """Their aliases, their name and their address, by which a receipt may name them."""
        return (*self.aliases, self.title, *([self.email] if self.email else []))
