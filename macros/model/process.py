from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from ._entity import Part
from ._markers import Addresses
from ._owned import Reviewed
from ._types import DocumentId, Markdown, Name, Phase, Reference, RequirementId, StageId

PartnerId = Annotated[str, Name, Reference("processes", "interested-parties")]


class Input(Part):
    """Something a process needs, and where it comes from."""

    what: str
    """What comes in, in the words of the process that gives it."""
    from_: PartnerId = Field(alias="from")
    """The process or interested party it comes from."""


class Output(Part):
    """Something a process gives, and where it goes."""

    what: str
    """What goes out, in the words of the process that takes it."""
    to: PartnerId
    """The process or interested party it goes to."""


class Process(Reviewed):
    """A process of the management system (clause 4.4): its activities stand in the matrix."""

    folder = "processes"
    name = "process"
    plural = "processes"
    register_columns = ("phase", "owner", "stages", "review_due")
    section_clauses: ClassVar[Mapping[str, str]] = {
        "flow": "4.4",
        "matrix": "5.3",
        "procedures": "8.1",
        "resources": "7.1, A.4.2",
        "records": "7.5.3",
        "risks": "6.1.2",
        "reviews": "9.1",
    }

    purpose: Markdown = ""
    """What the process is for."""
    phase: Phase
    """Which part of running the management system it is."""
    stages: tuple[StageId, ...] = ()
    """The life-cycle stages of an AI system in which it acts."""
    inputs: tuple[Input, ...] = ()
    """What it needs."""
    outputs: tuple[Output, ...] = ()
    """What it gives."""
    records: tuple[DocumentId, ...] = ()
    """The records it leaves behind."""
    requirements: Annotated[tuple[RequirementId, ...], Addresses()] = ()
    """The clauses and controls it carries out, of any framework."""
