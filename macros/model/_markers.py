"""What a field means: marks that a kind of record writes beside the type of a field.

A rule never lists kinds and fields by their names. It asks the model which fields have a mark:
`closed: Annotated[Day | None, Happened("was closed")] = None`. So a new kind is checked, compared
and listed like the others as soon as its own file says what its fields mean.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Happened:
    """Marks the day of something that is done: it cannot be in the future."""

    words: str = "happened"
    """What happened, for messages: `was closed`."""
