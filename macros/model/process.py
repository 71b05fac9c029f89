from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from ._entity import Part
from ._markers import Addresses
from ._owned import Reviewed
from ._types import DocumentId, Markdown, Name, Phase, Reference, RequirementId, StageId

PartnerId = Annotated[str, Name, Reference("processes", "interested-parties")]


class Input(Part):
    """An input of a process, and its source."""

    what: str
    """The input, named as the source process names it."""
    from_: PartnerId = Field(alias="from")
    """The process or interested party it comes from."""


class Output(Part):
    """An output of a process, and its recipient."""

    what: str
    """The output, named as the recipient names it."""
    to: PartnerId
    """The process or interested party that receives it."""


class Process(Reviewed):
    """A process of the management system (clause 4.4); its activities are rows of the matrix."""

    folder = "processes"
    name = "process"
    plural = "processes"
    introduction = "The processes of the management system, with their inputs and outputs."
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
    """The purpose of the process."""
    phase: Phase
    """The phase of the management system to which it belongs."""
    stages: tuple[StageId, ...] = ()
    """The life-cycle stages in which it is applied."""
    inputs: tuple[Input, ...] = ()
    """The inputs."""
    outputs: tuple[Output, ...] = ()
    """The outputs."""
    records: tuple[DocumentId, ...] = ()
    """The records it produces."""
    requirements: Annotated[tuple[RequirementId, ...], Addresses()] = ()
    """The clauses and controls of any framework that it implements."""
