"""What a field means: marks that a kind of record writes beside the type of a field.

A rule never lists kinds and fields by their names. It asks the model which fields have a mark:
`closed: Annotated[Day | None, Happened("was closed")] = None`. So a new kind is checked, compared
and listed like the others as soon as its own file says what its fields mean.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

Topic = Literal[
    "role",
    "cells",
    "reading",
    "steps",
    "training",
    "owned",
    "reviews",
    "people",
    "reporting",
    "systems",
    "told",
]
"""What a changed record can be to a role."""


class Marker:
    """Marks a field; the reference adds to the description of the field what that means."""

    _effect: ClassVar[str] = ""

    @property
    def effect(self) -> str:
        """A sentence for the reference about what follows from the mark, if it is of use."""
        return self._effect.format_map(vars(self))


@dataclass(frozen=True)
class Happened(Marker):
    """Marks the day of something that is done: it cannot be in the future."""

    _effect: ClassVar[str] = "It cannot be in the future."

    words: str = "happened"
    """What happened, for messages: `was closed`."""
    may_follow_as_of: bool = False
    """Whether it may be later than the setting `as_of`, which fixes the day for due dates only."""


@dataclass(frozen=True)
class NotBefore(Marker):
    """Marks a day that cannot be earlier than another one: `until`, `NotBefore("since")`."""

    _effect: ClassVar[str] = "It cannot be before `{field}`."

    field: str
    """The field of the earlier day, in the same group of fields or in the record around it."""
    words: str = "has {day}, before {start}"
    """What is wrong if it is earlier: `was closed on {day}, before it was raised on {start}`."""


@dataclass(frozen=True)
class History(Marker):
    """Marks a list of what happened: its days are in order, and published entries never change."""

    _effect: ClassVar[str] = "Published entries do not change."

    entry: str = "the entry of {}"
    """What an entry is called in messages: `version {}`."""
    name: str = "on"
    """The field that tells one entry from the others."""
    fixed: tuple[str, ...] = ()
    """The fields of an entry that nobody changes once they are published."""
    newest_first: bool = True
    """Whether the newest entry is the first of the list, not the last."""
    is_asked_for: bool = False
    """Whether a rule of its own reports that the list has no entry."""
    day: str = "on"
    """The field of the day of an entry."""


@dataclass(frozen=True, init=False)
class RestsOn(Marker):
    """Marks a field that names what the record rests on: if that changes, the record is suspect.

    Use it only if the record would be wrong itself. A mere mention is not enough: a list of all
    mentions would be so long that nobody worked through it.
    """

    _effect: ClassVar[str] = "If it changes after the last review, this record is suspect."

    folders: tuple[str, ...]
    """The kinds that count, by their folders; none means every kind that the field takes."""

    def __init__(self, *folders: str) -> None:
        object.__setattr__(self, "folders", folders)


@dataclass(frozen=True)
class Duty(Marker):
    """Marks a field that names the role that has something to do; an audience has nothing to do."""


@dataclass(frozen=True)
class Addresses(Marker):
    """Marks a field that names the clauses and controls that a record addresses."""

    _effect: ClassVar[str] = "Coverage counts it as addressed."

    clauses: bool = True
    """Whether that is enough for a clause of the standard; to be about a clause is not."""


@dataclass(frozen=True)
class NotContent(Marker):
    """Marks a field that says what a record is and how far it is, not what it tells its readers."""

    is_last: bool = False
    """Whether comparisons show it after all other fields."""


@dataclass(frozen=True)
class NotCompared(Marker):
    """Marks a field that comparisons of editions do not show: it tells a reader nothing."""


@dataclass(frozen=True)
class Routine(Marker):
    """Marks a field that says something new whenever somebody does what was planned."""

    _effect: ClassVar[str] = "A change of it alone is routine."


@dataclass(frozen=True)
class Unordered(Marker):
    """Marks a list of texts in which the order means nothing; in a list of ids it never does."""


@dataclass(frozen=True)
class Heading(Marker):
    """Marks a field with what pages call it, if that is not its own name."""

    words: str
    """What pages call it: `Rules`."""
    item: str = ""
    """What pages call one item of the list, if they number its items: `Rule`."""


@dataclass(frozen=True)
class Affects(Marker):
    """Marks a field that names roles, or says `everyone`: a change of the record matters to them.

    Raises:
        ValueError: The topic is not a `Topic`.
    """

    _effect: ClassVar[str] = "The roles concerned see changes of the record."

    topic: Topic
    """What the record is to such a role."""
    all_staff: bool = False
    """Whether the body of all staff, or `everyone`, means each role of a single person."""
    is_personal: bool = False
    """Whether only what is said of the role itself matters to it, not the rest of the record."""

    def __post_init__(self) -> None:
        if self.topic not in get_args(Topic):
            raise ValueError(f"{self.topic!r} is not one of {', '.join(get_args(Topic))}")


@dataclass(frozen=True)
class Task(Marker):
    """Marks a day from which it follows by when somebody must do something."""

    what: str
    """What must be done, for calendars: `audit`."""
    by: str = ""
    """The field of the role that must do it; without a role there, the owner must."""
    overdue: str = "was due on {day}"
    """What is wrong after that day."""
    hint: str = "Do it, then write the date on which it was done."
    """What to do then."""
    has_own_rule: bool = False
    """Whether a rule for this kind alone reports it as overdue."""


@dataclass(frozen=True)
class Due(Task):
    """Marks the day by which somebody must do something."""

    _effect: ClassVar[str] = "Calendars have it as the due date of the {what}."

    unless: str = ""
    """The field that says that it is done."""
    values: tuple[str, ...] = ()
    """The values of that field that say so; none means any value."""


@dataclass(frozen=True)
class DueAgain(Task):
    """Marks the day on which something was done that must be done again; in a list, the last."""

    _effect: ClassVar[str] = "The next {what} is due by `{every}` after it."

    every: str = "every"
    """The field that says how often, in the same group of fields or in the record around it."""
    is_series: bool = False
    """Whether each record of the kind follows the one before: only the newest is due again."""


@dataclass(frozen=True, init=False)
class Retires(Marker):
    """Marks a field that says that a record is kept only to show how it was."""

    values: tuple[str, ...]
    """The values that say so; a day says so from that day on."""

    def __init__(self, *values: str) -> None:
        object.__setattr__(self, "values", values)

    @property
    def effect(self) -> str:
        """What follows from the mark, for the reference."""
        named = " or ".join(f"`{value}`" for value in self.values)
        start = f"With {named}" if named else "From that day on"
        return f"{start}, the record is kept only as history."
