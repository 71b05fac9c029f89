"""The values a field can hold: days, cadences, prose, and the ids of other records."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError


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


def _day(value: object) -> object:
    """Return the day that was written, or say why it is none."""
    if isinstance(value, date):
        return value
    # Without this look, a week (2026-W01-1) would be one too.
    if not isinstance(value, str) or len(value) != 10 or not value[4] == value[7] == "-":
        raise PydanticCustomError("day", "is not a day; write it as 2026-03-31")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _no_day(value) from None


def _no_day(value: str) -> PydanticCustomError:
    """Return why a text that looks like a day is none."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return PydanticCustomError("day", "is not a day; write it as 2026-03-31")
    year, month = int(value[:4]), int(value[5:7])
    if not year:
        return PydanticCustomError("day", "is not a day: there is no year 0")
    if not 1 <= month <= 12:
        return PydanticCustomError("day", "is not a day: there are 12 months")
    return PydanticCustomError(
        "day",
        "is not a day: {month} has {last} days",
        {"month": date(year, month, 1).strftime("%B %Y"), "last": monthrange(year, month)[1]},
    )


def _line(value: object) -> object:
    """Return a text as one line: after `|` or `>`, YAML leaves the end of the line in it."""
    return " ".join(value.split()) if isinstance(value, str) else value


def _email(value: object) -> object:
    """Return an address to which a letter can be sent, or say that it is none."""
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"[^@\s<>,;:?&]+@[^@\s<>,;:?&%/]+", value.strip()):
        return value.strip()
    raise PydanticCustomError("email", "is not an e-mail address, such as name@example.org")


Day = Annotated[date, BeforeValidator(_day)]
Line = Annotated[str, Field(min_length=1), BeforeValidator(_line)]
"""A text that stands in headings and links: of one line, and not empty."""
Markdown = Annotated[str, Prose()]
Email = Annotated[str, BeforeValidator(_email), Field(json_schema_extra={"format": "idn-email"})]
Version = Annotated[str, Field(pattern=r"^\d+(\.\d+)*$", max_length=40)]
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
def after(day: date, cadence: Cadence) -> date:
    """Return the day by which something is due again that was done on a day."""
    if cadence == "weekly":
        return days_after(day, 7)
    year, month = divmod(day.year * 12 + day.month - 1 + _MONTHS[cadence], 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_after(day: date, count: int) -> date:
    """Return the day so many days after another; the last there is, where that would be none."""
    return day + timedelta(days=min(count, (date.max - day).days))


Status = Literal["draft", "in review", "approved", "withdrawn"]
Phase = Literal["establish", "implement", "operate", "monitor", "review", "improve"]

AnyId = Annotated[str, Reference()]
ActionId = Annotated[str, Reference("actions")]
AISystemId = Annotated[str, Reference("ai-systems")]
AudienceId = Annotated[str, Reference("roles", "interested-parties")]
ChannelId = Annotated[str, Reference("channels")]
CompetenceId = Annotated[str, Reference("competences")]
CourseId = Annotated[str, Reference("courses")]
DocumentId = Annotated[str, Reference("documents")]
FrameworkId = Annotated[str, Reference("frameworks")]
MetricId = Annotated[str, Reference("metrics")]
PersonId = Annotated[str, Reference("people")]
PolicyId = Annotated[str, Reference("policies")]
ProcessId = Annotated[str, Reference("processes")]
RequirementId = Annotated[str, Reference("requirements")]
ResourceId = Annotated[str, Reference("resources")]
RoleId = Annotated[str, Reference("roles")]
StageId = Annotated[str, Reference("stages")]
