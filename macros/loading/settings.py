"""The settings of a manual: `data/settings.yaml`."""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import ClassVar, Literal

from pydantic import Field

from ..diagnostics import Severity, quote_excerpt
from ..model import Part
from ..model._types import Day

EPOCH_CURE = "Unset it, or set it to the output of `date +%s`."
Edition = Literal["staff", "auditor"]
Topic = Literal["names", "addresses", "acknowledgements", "competences", "findings"]


class Settings(Part):
    """The settings of a manual; each is optional."""

    name: ClassVar[str] = "settings file"

    as_of: Day | None = None
    """The date for due dates; default: the date of `SOURCE_DATE_EPOCH`, or today."""
    fail_on: Severity = Severity.ERROR
    """The lowest severity that fails a build: error, warning or notice."""
    levels: dict[str, Literal["error", "warning", "notice", "off"]] = Field(default_factory=dict)
    """The severity of rules by name, such as `{overloaded-role: warning}`; `off` disables one."""
    most_accountable: int = Field(default=12, ge=1)
    """The largest number of activities for which one role can be accountable."""
    due_soon_days: int = Field(default=30, ge=0)
    """The number of days before a due date from which it counts as due soon."""
    edition: Edition = "staff"
    """For whom the site is built: staff, or an auditor, who sees everything. `AIMS_EDITION` and
    `--edition` of the command `build` go before it."""
    editions: str | None = None
    """The folder in which editions are published, from the folder around `data/`: what changed is
    told against the last one there. `AIMS_EDITIONS` goes before it."""
    withhold: tuple[Topic, ...] = ("acknowledgements", "competences", "findings")
    """The topics that the manual for staff does not show on any page or in any file:
    acknowledgements, competences of people and their gaps, and open findings with their number;
    also `addresses` or `names` of people. `[]` shows everything to staff. Prose is shown unchanged:
    do not write such content there."""

    def shown_to(self, environment: Mapping[str, str] = os.environ) -> Edition:
        """Return for whom the site is built; what nobody has heard of counts as staff."""
        given = environment.get("AIMS_EDITION") or self.edition
        return "auditor" if given == "auditor" else "staff"

    def day(self, environment: Mapping[str, str] = os.environ) -> date:
        """Return the date that due dates are compared with."""
        given = None
        with suppress(ValueError):  # Loading reports it.
            given = given_day(environment)
        return self.as_of or given or date.today()

    def moment(self, environment: Mapping[str, str] = os.environ) -> datetime:
        """Return the time stamp of files: `SOURCE_DATE_EPOCH`; default: the start of the day."""
        day = self.day(environment)
        with suppress(ValueError):  # Loading reports it.
            given = given_moment(environment)
            if given is not None and given.date() == day:
                return given
        return datetime(day.year, day.month, day.day, tzinfo=UTC)


def given_day(environment: Mapping[str, str]) -> date | None:
    """Return the date of `SOURCE_DATE_EPOCH`, or None if it is not set.

    Raises:
        ValueError: If it is not a number of seconds.
    """
    moment = given_moment(environment)
    return moment.date() if moment else None


def given_moment(environment: Mapping[str, str]) -> datetime | None:
    """Return the time of `SOURCE_DATE_EPOCH`, or None if it is not set.

    Raises:
        ValueError: If it is not a number of seconds.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else None
    except (ValueError, OverflowError, OSError):
        given = quote_excerpt(epoch)
        message = f"SOURCE_DATE_EPOCH is {given}, which is not a number of seconds since 1970"
        raise ValueError(message) from None
