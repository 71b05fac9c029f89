from typing import Annotated, Literal

from ._markers import Addresses, Happened, Heading, NotContent
from ._owned import Reviewed
from ._types import Day, Markdown, RequirementId, Version


class Document(Reviewed):
    """A document or record outside this manual: where it is, how long it is kept (clause 7.5)."""

    folder = "documents"
    name = "document"
    plural = "documents and records"
    search_weight = 0.95
    introduction = (
        "Documents and records that are kept outside this manual, with their location and "
        "retention period."
    )
    register_columns = ("form", "owner", "where", "retention", "latest")

    form: Annotated[Literal["document", "record"], Heading("Type")]
    """A document says what to do; a record shows what was done."""
    where: Annotated[str, Heading("Location")] = ""
    """Where it is kept."""
    retention: Annotated[str, Heading("Retention period")] = ""
    """How long it is kept, and from when on."""
    version: Annotated[Version | None, NotContent()] = None
    """The version, if it has one."""
    classification: Annotated[str | None, NotContent()] = None
    """The classification, if it differs from that of the manual."""
    latest: Annotated[Day | None, Happened("has an entry")] = None
    """The day of the newest entry, for a record."""
    description: Markdown = ""
    """The content, in a few words."""
    requirements: Annotated[tuple[RequirementId, ...], Addresses()] = ()
    """The clauses and controls it is evidence for."""
