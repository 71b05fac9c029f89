"""The fields that owned, reviewed and controlled records share."""

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
    """A record with an owner."""

    owner: Annotated[RoleId | None, Duty(), NotContent(), Affects("owned")] = None
    """The role that is accountable for it."""


class Reviewed(Owned):
    """A record that is reviewed at fixed intervals."""

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
    """The day of the last review."""
    review_every: Annotated[Cadence | None, NotContent(is_last=True)] = None
    """The review interval; the next due date is calculated from it."""

    @property
    def review_due(self) -> date | None:
        """The due date of the next review, if that can be calculated."""
        if self.last_reviewed is None or self.review_every is None:
            return None
        return next_due(self.last_reviewed, self.review_every)


class Revision(Part):
    """One entry of a revision history."""

    version: Version
    """The version: `2.1`."""
    on: Annotated[Day, Happened("was revised"), Heading("Date")]
    """The day it was approved."""
    change: str
    """What changed and why, in a sentence."""
    author: RoleId | None = None
    """The role that wrote the change."""
    approved_by: RoleId | None = None
    """The role that approved it."""
    minor: bool = False
    """Whether the change is minor: people who read the previous version need not read this one."""
    fingerprint: Annotated[str | None, NotCompared()] = Field(
        default=None, pattern=r"^[0-9a-f]{12}$"
    )
    """The fingerprint of the approved content, as `check` prints it; it reveals later changes."""


REVISIONS = History("version {}", name="version", fixed=("on", "change"))
"""What a list of revisions is."""


class Controlled(Reviewed):
    """A controlled document: drafted, approved, in force, revised (clause 7.5)."""

    version: Annotated[Version | None, NotContent()] = None
    """The version in force: `2.1`."""
    status: Annotated[Status, NotContent(), Retires("withdrawn")] = "draft"
    """The status: draft, in review, approved or withdrawn."""
    author: Annotated[RoleId | None, Duty(), NotContent()] = None
    """The role that drafted it; default: its owner."""
    approver: Annotated[RoleId | None, Duty(), NotContent()] = None
    """The role that approves it; it must not be the author."""
    approved_on: Annotated[Day | None, Happened("was approved"), NotContent()] = None
    """The day it was approved."""
    effective: Annotated[
        Day | None,
        NotBefore("approved_on", "applies from {day}, before its approval on {start}"),
        NotContent(),
        Heading("Effective date"),
    ] = None
    """The effective date."""
    classification: Annotated[str | None, NotContent()] = None
    """The classification, if it differs from that of the manual."""
    revisions: Annotated[tuple[Revision, ...], REVISIONS, NotContent(is_last=True)] = ()
    """The revision history, newest first."""
