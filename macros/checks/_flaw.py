"""What a check finds."""

from dataclasses import dataclass

from ..loading.records import SourceMap
from ..model import Entity, FieldPath


@dataclass(frozen=True)
class RuleResult:
    """One thing wrong with a record: what, how to put it right, and where in the record."""

    record: Entity
    message: str
    """What is wrong, without the record's id: `has no owner`."""
    hint: str = ""
    """How to put it right."""
    field_path: FieldPath = ()
    """The way to the field: `("steps", 2, "role")`; nothing means the record as a whole."""
    words: str = ""
    """The words inside the field that are meant, where it is prose."""
    source: SourceMap | None = None
    """Where the record was written, where that is not the one of its id (a duplicate)."""
    in_what_is_left_out: bool = False
    """Whether it was seen in what was written, though the field could not be read as a whole."""
    cause: str = ""
    """What the flaws of one rule that share it come from; they are reported as one finding."""
    can_be_dealt_with: bool = True
    """Whether an open action about the record makes a warning a notice."""
