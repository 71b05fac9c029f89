from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from ._markers import Due, Happened, Heading, NotBefore, Retires
from ._owned import Owned
from ._types import AnyId, Day, Markdown, RequirementId

OPEN = ("open", "in progress")
"""The states of an open action; the first is the default."""
CLOSED = ("done", "verified", "cancelled")
"""The states of an action of which nothing is to be done any more."""


class Action(Owned):
    """A corrective action or an improvement (clauses 10.1, 10.2)."""

    folder = "actions"
    name = "action"
    plural = "actions"
    search_weight = 0.75
    introduction = (
        "Corrective actions and improvements, with their owner, due date and effectiveness."
    )
    register_columns = ("type", "state", "owner", "raised", "due")
    if_removed = "Restore it; if it was given up, set `state: cancelled`."
    section_clauses: ClassVar[Mapping[str, str]] = {
        "cause": "10.2",
        "correction": "10.2",
        "effectiveness": "10.2",
    }

    type: Literal["nonconformity", "corrective action", "improvement"]
    """The type of action."""
    state: Annotated[
        Literal["open", "in progress", "done", "verified", "cancelled"],
        Retires("cancelled"),
        Heading("Status"),
    ] = "open"
    """The status; `verified` means that its effectiveness was reviewed."""
    raised: Annotated[Day, Happened("was raised")]
    """The day it was raised."""
    due: Annotated[
        Day | None,
        NotBefore("raised", "was due on {day}, before it was raised on {start}"),
        Due("action", has_own_rule=True, unless="state", values=CLOSED),
    ] = None
    """The due date."""
    closed: Annotated[
        Day | None,
        Happened("was closed"),
        NotBefore("raised", "was closed on {day}, before it was raised on {start}"),
    ] = None
    """The day it was completed, verified or cancelled."""
    source: AnyId | None = None
    """The audit, review, risk or metric that led to it."""
    about: tuple[AnyId, ...] = ()
    """The records it corrects; their findings count as in progress until the due date."""
    cause: Markdown = ""
    """The root cause."""
    correction: Markdown = ""
    """The correction (immediate) and the corrective action (lasting)."""
    effectiveness: Markdown = ""
    """How its effectiveness was verified."""
    requirements: tuple[RequirementId, ...] = ()
    """The clauses and controls to which it relates."""

    @property
    def is_open(self) -> bool:
        """Whether the action is not completed or cancelled."""
        return self.state in OPEN

    def is_late(self, day: date) -> bool:
        """Return whether the action is overdue on a day."""
        return self.is_open and self.due is not None and self.due < day
