from datetime import date
from typing import Annotated, Literal

from ._entity import Part
from ._markers import Addresses, Affects, Due, DueAgain, Happened, Heading, History, Routine
from ._owned import Owned
from ._types import AnyId, Cadence, Day, DocumentId, Markdown, RequirementId, RoleId, next_due


class Held(Part):
    """One occurrence of a review."""

    on: Annotated[
        Day,
        Happened("was held"),
        Heading("Date"),
        DueAgain(
            "review",
            overdue="was due to be held again on {day}",
            hint="Hold it, then record it under `held`.",
        ),
    ]
    """The day it was held."""
    result: Literal["effective", "effective with actions", "not effective"]
    """The result."""
    note: Markdown = ""
    """The findings and decisions."""
    record: DocumentId | None = None
    """Where the report is stored."""


class Review(Owned):
    """A recurring review: its scope, interval and results (clause 9.1)."""

    folder = "reviews"
    name = "review"
    plural = "reviews"
    search_weight = 0.75
    introduction = (
        "The reviews that we repeat: what each covers, how often it is held, and its latest "
        "result. The page of a review has its method and its history."
    )
    register_columns = ("owner", "every", "last_done", "due", "result")

    covers: Annotated[tuple[AnyId, ...], Addresses(clauses=False)] = ()
    """The records it covers."""
    every: Annotated[Cadence, Heading("Interval")]
    """How often it is held."""
    participants: Annotated[tuple[RoleId, ...], Affects("reviews")] = ()
    """The roles that take part."""
    method: Markdown = ""
    """The method."""
    held: Annotated[
        tuple[Held, ...],
        History("the review of {}", fixed=("result",), is_asked_for=True),
        Routine(),
    ] = ()
    """Each occurrence, newest first."""
    first_due: Annotated[Day | None, Due("review", has_own_rule=True, unless="held")] = None
    """The due date of the first review."""
    requirements: Annotated[tuple[RequirementId, ...], Addresses()] = ()
    """The clauses and controls it addresses."""

    @property
    def last(self) -> Held | None:
        """The last occurrence."""
        return max(self.held, key=lambda held: held.on, default=None)

    @property
    def last_done(self) -> date | None:
        """The day it was last held."""
        return self.last.on if self.last else None

    @property
    def result(self) -> str | None:
        """The last result."""
        return self.last.result if self.last else None

    @property
    def due(self) -> date | None:
        """The due date of the next review, if that can be calculated."""
        return next_due(self.last.on, self.every) if self.last else self.first_due
