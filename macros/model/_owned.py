"""What records share that somebody answers for, that are looked at again, that are approved."""

from datetime import date
from typing import Annotated

from pydantic import Field

from ._entity import Entity, Part
from ._markers import (
    Affects,
    DueAgain,
    Duty,
    Happened,
    Heading,
    History,
    NotBefore,
    NotCompared,
    NotContent,
    Retires,
    Routine,
)
from ._types import Cadence, Day, RoleId, Status, Version, next_due


class Owned(Entity):
    """A record that one role answers for."""

    owner: Annotated[RoleId | None, Duty(), NotContent(), Affects("owned")] = None
    """The role that answers for it."""


class Reviewed(Owned):
    """A record that is looked at again at fixed intervals."""

    last_reviewed: Annotated[
        Day | None,
        Happened("was reviewed"),
        NotContent(is_last=True),
        Routine(),
        DueAgain(
            "review",
            overdue="was due for review on {day}",
            hint="Review it, then write the date under `last_reviewed`.",
            every="review_every",
        ),
    ] = None
    """The day somebody last looked whether it still holds."""
    review_every: Annotated[Cadence | None, NotContent(is_last=True)] = None
    """How often somebody looks at it again; the next day is worked out from this."""

    @property
    def review_due(self) -> date | None:
        """The day by which it must be looked at again, where that can be told."""
        if self.last_reviewed is None or self.review_every is None:
            return None
        return next_due(self.last_reviewed, self.review_every)


class Revision(Part):
    """One line of a revision history."""

    version: Version
    """The version it brought: `2.1`."""
    on: Annotated[Day, Happened("was revised"), Heading("Day")]
    """The day it was approved."""
    change: str
    """What changed and why, in a sentence."""
    author: RoleId | None = None
    """The role that wrote the change."""
    approved_by: RoleId | None = None
    """The role that approved it."""
    minor: bool = False
    """Whether it changes nothing for a reader: who read the version before need not read this."""
    fingerprint: Annotated[str | None, NotCompared()] = Field(
        default=None, pattern=r"^[0-9a-f]{12}$"
    )
    """What the approved content came to. `check` gives it; it shows changes nobody approved."""


REVISIONS = History("version {}", name="version", fixed=("on", "change"))
"""What a list of revisions is."""


class Controlled(Reviewed):
    """A document of the management system: written, approved, in force, revised (clause 7.5)."""

    version: Annotated[Version | None, NotContent()] = None
    """The version in force: `2.1`."""
    status: Annotated[Status, NotContent(), Retires("withdrawn")] = "draft"
    """Where it stands: draft, in review, approved or withdrawn."""
    author: Annotated[RoleId | None, Duty(), NotContent()] = None
    """The role that drafted it, where that is not its owner."""
    approver: Annotated[RoleId | None, Duty(), NotContent()] = None
    """The role that approves it; never the one that wrote it."""
    approved_on: Annotated[Day | None, Happened("was approved"), NotContent()] = None
    """The day it was approved."""
    effective: Annotated[
        Day | None,
        NotBefore("approved_on", "applies from {day}, before its approval on {start}"),
        NotContent(),
    ] = None
    """The day from which it applies."""
    classification: Annotated[str | None, NotContent()] = None
    """Who may see it, where that differs from the manual as a whole."""
    revisions: Annotated[tuple[Revision, ...], REVISIONS, NotContent(is_last=True)] = ()
    """What changed from version to version, the newest first."""
