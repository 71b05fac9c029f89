from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar

from ._entity import Part
from ._markers import Addresses, DueAgain, Duty, Happened, Heading
from ._owned import Owned
from ._types import ActionId, AnyId, Cadence, Day, DocumentId, Markdown, RoleId, next_due


class Topic(Part):
    """An input of a management review."""

    topic: str
    """The input: `Status of actions from earlier reviews`."""
    note: Markdown = ""
    """What was reported and discussed."""
    about: Annotated[tuple[AnyId, ...], Addresses(clauses=False)] = ()
    """The records that were discussed."""


class Decision(Part):
    """A decision of a management review."""

    decision: Markdown
    """The decisions."""
    actions: tuple[ActionId, ...] = ()
    """The actions that follow from it."""


class ManagementReview(Owned):
    """A review of the management system by top management (clause 9.3)."""

    folder = "management-reviews"
    name = "management review"
    plural = "management reviews"
    introduction = (
        "The reviews of the management system by top management, with their inputs, conclusions "
        "and decisions."
    )
    register_columns = ("on", "chair", "due")
    if_removed = "Restore it: its decisions are evidence."
    section_clauses: ClassVar[Mapping[str, str]] = {
        "inputs": "9.3.2",
        "decisions": "9.3.3",
    }

    on: Annotated[
        Day,
        Happened("was held"),
        Heading("Date"),
        DueAgain(
            "management review",
            by="chair",
            overdue="is the latest management review; the next one was due on {day}",
            hint="Hold the next management review, then add it.",
            is_series=True,
        ),
    ]
    """The day it was held."""
    every: Annotated[Cadence, Heading("Interval")] = "yearly"
    """How often it is held."""
    chair: Annotated[RoleId | None, Duty()] = None
    """The role that chaired it."""
    attendees: tuple[RoleId, ...] = ()
    """The roles that took part."""
    inputs: tuple[Topic, ...] = ()
    """The inputs."""
    decisions: tuple[Decision, ...] = ()
    """The decisions."""
    conclusion: Markdown = ""
    """Whether the management system is suitable, adequate and effective."""
    record: DocumentId | None = None
    """Where the minutes are stored."""

    @property
    def due(self) -> date:
        """The due date of the next review."""
        return next_due(self.on, self.every)
