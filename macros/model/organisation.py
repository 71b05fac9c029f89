from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from ._entity import Part
from ._languages import primary_language
from ._markers import Duty, Happened, NotBefore, NotContent, Unordered
from ._owned import REVISIONS, Owned, Revision
from ._types import Day, Email, FrameworkId, Markdown, RoleId, Version


class Contact(Part):
    """A contact."""

    for_: str = Field(alias="for")
    """The purpose of the contact: `Report a concern`."""
    role: Annotated[RoleId | None, Duty()] = None
    """The role that answers."""
    email: Email | None = None
    """The e-mail address."""
    phone: str | None = None
    """The telephone number."""


class HeldFramework(Part):
    """A framework to which the organisation is certified, or which it must meet."""

    framework: FrameworkId
    """The framework."""
    since: Day | None = None
    """The start date: the first certificate, or the day on which a law came into force."""
    until: Annotated[
        Day | None, NotBefore("since", "is certified until {day}, before the start on {start}")
    ] = None
    """The last day of the certificate in force."""
    note: Markdown = ""
    """The scope of the certificate, and the certification body."""


class Organisation(Owned):
    """The organisation, its context and scope, and the manual as a document (clauses 4.1, 4.3)."""

    folder = "organisation"
    name = "organisation"
    plural = "organisation"
    search_weight = 1.1
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
    """The document number of the manual."""
    edition: Version
    """The edition of the manual as a whole."""
    classification: Annotated[str, NotContent()] = "Internal"
    """The classification of the manual."""
    issued: Annotated[
        Day, NotBefore("approved_on", "was issued on {day}, before its approval on {start}")
    ]
    """The day this edition was issued."""
    approver: Annotated[RoleId | None, Duty(), NotContent()] = None
    """The role that approves the edition."""
    approved_on: Annotated[Day | None, Happened("was approved"), NotContent()] = None
    """The day it was approved."""
    languages: tuple[str, ...] = ("en",)
    """The languages of the manual; the first is authoritative."""
    standard: FrameworkId = "iso-42001"
    """The framework that the management system follows; `A.6.2.4` alone is an item of it."""
    holds: tuple[HeldFramework, ...] = ()
    """The frameworks to which it is certified or which it must meet."""
    profile: Markdown = ""
    """What the organisation does, and the role of AI in it."""
    external_issues: tuple[Markdown, ...] = ()
    """The external issues that are relevant to its use of AI."""
    internal_issues: tuple[Markdown, ...] = ()
    """The internal issues that are relevant to its use of AI."""
    scope: Markdown = ""
    """The scope of the management system."""
    exclusions: tuple[Markdown, ...] = ()
    """The exclusions from the scope, with reasons."""
    contacts: tuple[Contact, ...] = ()
    """The contacts."""
    distribution: Annotated[tuple[str, ...], Unordered()] = ()
    """The distribution list of the manual."""
    revisions: Annotated[tuple[Revision, ...], REVISIONS, NotContent(is_last=True)] = ()
    """The revision history of the manual, newest first."""

    @property
    def language(self) -> str:
        """The language tag of the pages and the PDF."""
        return primary_language(self.languages)
