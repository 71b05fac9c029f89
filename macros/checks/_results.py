"""The result of a check."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..loading.records import SourceMap
from ..manual import Manual
from ..model import Entity, FieldPath


@dataclass(frozen=True)
class RuleResult:
    """One fault of a record: what is wrong, how to fix it, and where it is."""

    record: Entity
    message: str
    """What is wrong, without the record's id: `has no owner`."""
    hint: str = ""
    """How to fix it."""
    field_path: FieldPath = ()
    """The path of the field: `("steps", 2, "role")`; empty for the record as a whole."""
    words: str = ""
    """The faulty words, if the field is prose."""
    source: SourceMap | None = None
    """The source of the record, if it is a duplicate: its id then finds another source."""
    in_what_is_left_out: bool = False
    """Whether the fault is in a field that was left out because it cannot be read."""
    cause: str = ""
    """Results of one rule with the same cause are reported as one finding."""
    can_be_dealt_with: bool = True
    """Whether an open action about the record lowers a warning to a notice."""


def report_on_manual(manual: Manual, message: str, hint: str) -> Iterator[RuleResult]:
    """Yield one result about the manual as a whole, at its organisation.

    A rule uses it for a part that is missing altogether, instead of a result for each record.
    """
    if manual.organisation is not None:
        yield RuleResult(manual.organisation, message, hint)
