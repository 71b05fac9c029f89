from datetime import date
from typing import Annotated

from ._entity import Entity
from ._markers import Addresses, Affects, DueAgain, Duty, Happened, Heading, Routine
from ._types import (
    AnyId,
    AudienceId,
    Cadence,
    ChannelId,
    Day,
    DocumentId,
    Markdown,
    RequirementId,
    RoleId,
    next_due,
)


class Communication(Entity):
    """A communication: on what, when, with whom, by whom and how (clause 7.4)."""

    folder = "communications"
    name = "communication"
    plural = "communications"
    search_weight = 0.85
    introduction = "What we communicate about AI: when, to whom, by whom and through which channel."
    register_columns = ("sender", "audience", "channel", "when", "due")

    sender: Annotated[RoleId | None, Duty(), Affects("told", all_staff=True)] = None
    """The role that sends it."""
    audience: Annotated[tuple[AudienceId, ...], Affects("told", all_staff=True)] = ()
    """The roles and interested parties that receive it."""
    everyone: Annotated[bool, Affects("told", all_staff=True)] = False
    """Whether it is for all staff."""
    channel: ChannelId | None = None
    """The channel through which it is sent."""
    when: str = ""
    """When it is sent, or the event that triggers it."""
    every: Annotated[Cadence | None, Heading("Interval")] = None
    """How often it is sent, if that is fixed."""
    last_sent: Annotated[
        Day | None,
        Happened("was sent"),
        Routine(),
        DueAgain("communication", by="sender", has_own_rule=True),
    ] = None
    """The day it was last sent."""
    about: Annotated[tuple[AnyId, ...], Addresses(clauses=False)] = ()
    """The records it is about: policies, processes, AI systems ..."""
    content: Markdown = ""
    """The content."""
    record: DocumentId | None = None
    """The evidence that it was sent."""
    requirements: Annotated[tuple[RequirementId, ...], Addresses()] = ()
    """The clauses and controls it addresses."""

    @property
    def due(self) -> date | None:
        """The day by which it must be sent again, if that can be calculated."""
        return next_due(self.last_sent, self.every) if self.last_sent and self.every else None
