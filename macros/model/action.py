from collections.abc import Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from ._markers import Due, Happened, NotBefore, Retires
from ._owned import Owned
from ._types import AnyId, Day, Markdown, RequirementId

OPEN = ("open", "in progress")
"""The states of an action that is still to be done; the first is that of one without any."""
CLOSED = ("done", "verified", "cancelled")
"""The states of an action of which nothing is to be done any more."""


class Action(Owned):
    """Something to be put right or made better (clauses 10.1, 10.2)."""

    folder = "actions"
    name = "action"
    plural = "actions"
    register_columns = ("type", "state", "owner", "raised", "due")
    if_removed = "Restore it; if it was given up, set `state: cancelled`."
    section_clauses: ClassVar[Mapping[str, str]] = {
        "cause": "10.2",
        "correction": "10.2",
        "effectiveness": "10.2",
    }

    type: Literal["nonconformity", "corrective action", "improvement"]
    """What sort of action it is."""
    state: Annotated[
        Literal["open", "in progress", "done", "verified", "cancelled"], Retires("cancelled")
    ] = "open"
    """Where it stands; verified means that somebody saw that it worked."""
    raised: Annotated[Day, Happened("was raised")]
    """The day it was raised."""
    due: Annotated[
        Day | None,
        NotBefore("raised", "was due on {day}, before it was raised on {start}"),
        Due("action", has_own_rule=True, unless="state", values=CLOSED),
    ] = None
    """The day by which it is to be done."""
    closed: Annotated[
        Day | None,
        Happened("was closed"),
        NotBefore("raised", "was closed on {day}, before it was raised on {start}"),
    ] = None
    """The day it was done, verified or cancelled."""
    source: AnyId | None = None
    """The audit, review, risk or metric it came from."""
    about: tuple[AnyId, ...] = ()
    """The records it puts right; a shortfall there counts as being dealt with until it is due."""
    cause: Markdown = ""
    """Why it happened."""
    correction: Markdown = ""
    """What is done, at once and for good."""
    effectiveness: Markdown = ""
    """How it was seen that it worked."""
    requirements: tuple[RequirementId, ...] = ()
    """The clauses and controls it concerns."""

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN

    def is_late(self, day: date) -> bool:
        """Return whether it should have been done before a day."""
        return self.is_open and self.due is not None and self.due < day
