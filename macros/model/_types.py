"""The types of fields: days, intervals, prose, and ids of other records."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import InvalidOperation
from functools import lru_cache
from typing import Annotated, Literal, TypeGuard, TypeVar

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from ..text import Figure

T = TypeVar("T")


@dataclass(frozen=True)
class Reference:
    """Marks a text as the id of another record: `Annotated[str, Reference("roles")]`.

    The folders say which kinds it may name; without any, every kind will do.
    """

    folders: tuple[str, ...]

    def __init__(self, *folders: str) -> None:
        object.__setattr__(self, "folders", folders)


@dataclass(frozen=True)
class Prose:
    """Marks a text as Markdown in which `[[id]]` links to another record."""


@dataclass(frozen=True)
class Sample:
    """Marks a text with a fixed form, for messages about it."""

    value: str
    """A valid value."""
    wanted: str
    """What is valid, in words that follow `Write`."""


def _day(value: object) -> object:
    """Return the day that was written, or report why it is not a date."""
    if isinstance(value, date):
        return value
    # Without this look, a week (2026-W01-1) would be one too.
    if not isinstance(value, str) or len(value) != 10 or not value[4] == value[7] == "-":
        raise PydanticCustomError("day", "is not a date")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _no_day(value) from None


def _no_day(value: str) -> PydanticCustomError:
    """Return why a text that looks like a date is not one."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return PydanticCustomError("day", "is not a date")
    year, month = int(value[:4]), int(value[5:7])
    if not year:
        return PydanticCustomError("day", "is not a date: there is no year 0")
    if not 1 <= month <= 12:
        return PydanticCustomError("day", "is not a date: there are 12 months")
    return PydanticCustomError(
        "day",
        "is not a date: {month} has {last} days",
        {"month": date(year, month, 1).strftime("%B %Y"), "last": monthrange(year, month)[1]},
    )


def _name(value: object) -> object:
    """Return a name in composed form: each letter and its accent are one character."""
    return unicodedata.normalize("NFC", value) if _has_accents(value) else value


def _has_accents(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and not value.isascii()


def _line(value: object) -> object:
    """Return a text as one line: after `|` or `>`, YAML keeps the line break at the end."""
    return " ".join(value.split()) if isinstance(value, str) else value


def _email(value: object) -> object:
    """Return an e-mail address, or report that it is not one."""
    if not isinstance(value, str):
        return value
    # What may follow a host name in an address (`?bcc=...`) has no place in one that is written to.
    if re.fullmatch(r"[^@\s<>,;:?&#]+@[\w.\-]+", value.strip()):
        return value.strip()
    raise PydanticCustomError("email", "is not an e-mail address")


Day = Annotated[date, BeforeValidator(_day)]
Line = Annotated[str, Field(min_length=1), BeforeValidator(_line)]
"""A text for headings and links: one line, not empty."""
Id = Annotated[
    str,
    Field(min_length=1),
    BeforeValidator(_name),
    Sample("short-name", "a short name of letters, digits and hyphens"),
]
"""A name by which other records refer to this one."""
Markdown = Annotated[str, Prose()]


def _figure(value: object, as_float: ValidatorFunctionWrapHandler) -> float:
    """Return a number that keeps its written form; pydantic reports why it is not a number."""
    number: float = as_float(value)
    try:
        return Figure(value)
    except InvalidOperation:
        return Figure(number)


def _plain_number(value: float) -> float | int:
    """Return a number for JSON; a whole number too large for a float stays whole."""
    exact = Figure(value).exact
    whole = abs(value) >= 2**53 and exact == exact.to_integral_value()
    return int(exact) if whole else float(value)


Number = Annotated[
    float,
    WrapValidator(_figure),
    PlainSerializer(_plain_number, return_type=float | int, when_used="json"),
]
"""A number as it was written."""
Email = Annotated[
    str,
    BeforeValidator(_email),
    Field(json_schema_extra={"format": "idn-email"}),
    Sample("name@example.org", "one e-mail address"),
]
Phone = Annotated[
    str,
    Field(pattern=r"^([^0-9+]{1,20} )?\+?[0-9][0-9 ()/.-]*[0-9]$", max_length=40),
    Sample("extension 4000", "a telephone number, after a word such as extension if needed"),
]
WebAddress = Annotated[
    str,
    Field(pattern=r"^https?://[^\s<>\"]+$", max_length=500),
    Sample("https://example.org/form", "a web address that starts with https://"),
]
FormAddress = Annotated[
    str,
    # Browsers read an address that starts with // or /\ as one on another server.
    Field(pattern=r"^(https?://[^\s/]\S*|/([^\s/\\]\S*)?)$", max_length=500),
    Sample("/acknowledge", "an address that starts with https://, or with / for this server"),
]
"""The address to which a page sends a form; a path is on the server of the manual."""
Version = Annotated[
    str,
    Field(pattern=r"^\d+(\.\d+)*$", max_length=40),
    Sample("1.0", "digits with points between them, at most 40 characters"),
]
Score = Annotated[int, Field(ge=1, le=5)]

Cadence = Literal[
    "weekly",
    "monthly",
    "quarterly",
    "half-yearly",
    "yearly",
    "every two years",
    "every three years",
]
_MONTHS = {
    "monthly": 1,
    "quarterly": 3,
    "half-yearly": 6,
    "yearly": 12,
    "every two years": 24,
    "every three years": 36,
}


# Asked for again and again by checks and pages, of few different days.
@lru_cache(maxsize=1024)
def next_due(day: date, cadence: Cadence) -> date:
    """Return the next due date after a day on which something was done."""
    if cadence == "weekly":
        return days_after(day, 7)
    year, month = divmod(day.year * 12 + day.month - 1 + _MONTHS[cadence], 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_after(day: date, count: int) -> date:
    """Return the day a number of days after another; at most the last day that dates support."""
    return day + timedelta(days=min(count, (date.max - day).days))


def latest(several: Sequence[T], day: Callable[[T], date]) -> T:
    """Return the item with the latest day; of several on that day, the last."""
    return max(reversed(several), key=day)


Status = Literal["draft", "in review", "approved", "withdrawn"]
Phase = Literal["establish", "implement", "operate", "monitor", "review", "improve"]

Name = BeforeValidator(_name)
"""Composes a name (NFC): each letter with its accent is one character."""
AnyId = Annotated[str, Name, Reference()]
ActionId = Annotated[str, Name, Reference("actions")]
AISystemId = Annotated[str, Name, Reference("ai-systems")]
AudienceId = Annotated[str, Name, Reference("roles", "interested-parties")]
ChannelId = Annotated[str, Name, Reference("channels")]
CompetenceId = Annotated[str, Name, Reference("competences")]
CourseId = Annotated[str, Name, Reference("courses")]
DocumentId = Annotated[str, Name, Reference("documents")]
FrameworkId = Annotated[str, Name, Reference("frameworks")]
MetricId = Annotated[str, Name, Reference("metrics")]
PersonId = Annotated[str, Name, Reference("people")]
PolicyId = Annotated[str, Name, Reference("policies")]
ProcessId = Annotated[str, Name, Reference("processes")]
RequirementId = Annotated[str, Name, Reference("requirements")]
ResourceId = Annotated[str, Name, Reference("resources")]
RoleId = Annotated[str, Name, Reference("roles")]
StageId = Annotated[str, Name, Reference("stages")]
