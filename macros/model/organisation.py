from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from ._entity import Part
from ._languages import primary_language
from ._markers import Duty, Happened, NotBefore, NotContent, Unordered
from ._owned import REVISIONS, Owned, Revision
from ._types import Day, Email, FrameworkId, Markdown, RoleId, Version


class Contact(Part):
    """Somebody to turn to."""

    for_: str = Field(alias="for")
    """What one turns to them for: `Report a concern`."""
    role: Annotated[RoleId | None, Duty()] = None
    """The role that answers."""
    email: Email | None = None
    """The address that is read."""
    phone: str | None = None
    """The number that is answered."""


class HeldFramework(Part):
    """A framework that the organisation is certified against, or bound by."""

    framework: FrameworkId
    """The framework."""
    since: Day | None = None
    """The day from which it is: that of the first certificate, or of a law's coming into force."""
    until: Annotated[
        Day | None, NotBefore("since", "holds a framework until {day}, before {start}")
    ] = None
    """The last day of the certificate in force."""
    note: Markdown = ""
    """What it covers, and who certified it."""


class Organisation(Owned):
    """The organisation, its context and scope, and the manual as a document (clauses 4.1, 4.3)."""

    folder = "organisation"
    name = "organisation"
    plural = "organisation"
    shows_id = False
    is_singleton = True
    section_clauses: ClassVar[Mapping[str, str]] = {
        "scope": "4.3",
        "exclusions": "4.3",
        "external": "4.1",
        "internal": "4.1",
        "contacts": "7.4, A.3.3",
    }

    manual_title: str = "AI management system manual"
    """The title on the manual's cover."""
    document_id: str
    """The manual's own number in document control."""
    edition: Version
    """The edition of the manual as a whole."""
    classification: Annotated[str, NotContent()] = "Internal"
    """Who may see the manual."""
    issued: Annotated[
        Day, NotBefore("approved_on", "was issued on {day}, before its approval on {start}")
    ]
    """The day this edition was issued."""
    approver: Annotated[RoleId | None, Duty(), NotContent()] = None
    """The role that approves the edition."""
    approved_on: Annotated[Day | None, Happened("was approved"), NotContent()] = None
    """The day it was approved."""
    languages: tuple[str, ...] = ("en",)
    """The languages of the manual, the first one being authoritative."""
    standard: FrameworkId = "iso-42001"
    """The framework that the management system follows: where `A.6.2.4` alone is looked up."""
    holds: tuple[HeldFramework, ...] = ()
    """The frameworks it has certificates of, or must keep, besides or including its own."""
    profile: Markdown = ""
    """What the organisation does, and what part AI plays in it."""
    external_issues: tuple[Markdown, ...] = ()
    """What outside the organisation bears on its use of AI."""
    internal_issues: tuple[Markdown, ...] = ()
    """What inside the organisation bears on its use of AI."""
    scope: Markdown = ""
    """What the management system covers."""
    exclusions: tuple[Markdown, ...] = ()
    """What it does not cover, and why."""
    contacts: tuple[Contact, ...] = ()
    """Whom to turn to, and for what."""
    distribution: Annotated[tuple[str, ...], Unordered()] = ()
    """Who receives the manual."""
    revisions: Annotated[tuple[Revision, ...], REVISIONS, NotContent(is_last=True)] = ()
    """What changed from edition to edition, the newest first."""

    @property
    def language(self) -> str:
        """The tag of the language that pages and PDF declare as theirs."""
        return primary_language(self.languages)
