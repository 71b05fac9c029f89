from datetime import date
from typing import Annotated, Literal

from ._entity import Part
from ._markers import Addresses, Affects, Due, DueAgain, Happened, Heading, History, Routine
from ._owned import Owned
from ._types import AnyId, Cadence, Day, DocumentId, Markdown, RequirementId, RoleId, next_due


class Held(Part):
    """One time that a review was held."""

    on: Annotated[
        Day,
        Happened("was held"),
        Heading("Day"),
        DueAgain(
            "review",
            overdue="was due to be held again on {day}",
            hint="Hold it, then record it under `held`.",
        ),
    ]
    """The day."""
    result: Literal["effective", "effective with actions", "not effective"]
    """What came of it."""
    note: Markdown = ""
    """What was found and decided."""
    record: DocumentId | None = None
    """Where it is kept."""


class Review(Owned):
    """A review that comes round: what it looks at, how often, and what came of it (clause 9.1)."""

    folder = "reviews"
    name = "review"
    plural = "reviews"
    register_columns = ("owner", "every", "last_done", "due", "result")

    covers: Annotated[tuple[AnyId, ...], Addresses(clauses=False)] = ()
    """The records it looks at."""
    every: Cadence
    """How often it is held."""
    participants: Annotated[tuple[RoleId, ...], Affects("reviews")] = ()
    """The roles that take part."""
    method: Markdown = ""
    """How it is held."""
    held: Annotated[
        tuple[Held, ...],
        History("the review of {}", fixed=("result",), is_asked_for=True),
        Routine(),
    ] = ()
    """Each time it was held, the newest first."""
    first_due: Annotated[Day | None, Due("review", has_own_rule=True, unless="held")] = None
    """The day by which it is to be held for the first time."""
    requirements: Annotated[tuple[RequirementId, ...], Addresses()] = ()
    """The clauses and controls it answers."""

    @property
    def last(self) -> Held | None:
        """The last time it was held."""
        return max(self.held, key=lambda held: held.on, default=None)

    @property
    def last_done(self) -> date | None:
        """The day it was last held."""
        return self.last.on if self.last else None

    @property
    def result(self) -> str | None:
        """What came of it last."""
        return self.last.result if self.last else None

    @property
    def due(self) -> date | None:
        """The day by which it is to be held next, where that can be told."""
        return next_due(self.last.on, self.every) if self.last else self.first_due
