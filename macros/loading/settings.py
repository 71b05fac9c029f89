"""How the manual is judged and shown: `data/settings.yaml`."""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Literal, get_args

from pydantic import Field

from .. import program
from ..diagnostics import Severity, quote_excerpt
from ..model import Part
from ..model._types import Day

EPOCH_CURE = "Leave it out, or set it to what `date +%s` says."
Audience = Literal["staff", "auditor"]
Topic = Literal["names", "addresses", "acknowledgements", "competences", "findings"]


class Settings(Part):
    """How the manual is judged and shown; each setting may be left out."""

    name: ClassVar[str] = "settings file"

    as_of: Day | None = None
    """The day on which due dates are judged; else `SOURCE_DATE_EPOCH`, else today."""
    fail_on: Severity = Severity.ERROR
    """The least grave level that fails a build: error, warning or notice."""
    levels: dict[str, Literal["error", "warning", "notice", "off"]] = Field(default_factory=dict)
    """The level of single checks, by their name: `{overload: notice}`; `off` leaves one out."""
    most_accountable: int = Field(default=12, ge=1)
    """For how many activities one role can be accountable before that is too much."""
    due_soon_days: int = Field(default=30, ge=0)
    """How many days ahead something counts as due soon."""
    audience: Audience = "staff"
    """The audience of the site: staff, or an auditor, who sees everything. The option `--audience`
    of the commands `build` and `publish` overrides it, and so does the variable `AIMS_AUDIENCE`."""
    published: str | None = None
    """The folder of published editions, relative to the folder that contains `data/`. Pages show
    the changes since the last edition in it. The variable `AIMS_PUBLISHED` overrides it."""
    withhold: tuple[Topic, ...] = ("acknowledgements", "competences", "findings")
    """What no page and no file of the staff edition shows: who has acknowledged what; what each
    person has shown and where that falls short; what checks and audits found and is still open, and
    how many findings there are; also `addresses` or `names` of people. With `[]` staff are shown
    everything. Prose is shown as it was written: keep them out of it."""

    def shown_to(self, environment: Mapping[str, str] = os.environ) -> Audience:
        """Return the audience of the site; an unknown one counts as staff."""
        given = audience_given(environment) or self.audience
        return "auditor" if given == "auditor" else "staff"

    def day(self, environment: Mapping[str, str] = os.environ) -> date:
        """Return the day on which due dates are judged."""
        given = None
        with suppress(ValueError):  # Loading has said so.
            given = given_day(environment)
        return self.as_of or given or date.today()

    def moment(self, environment: Mapping[str, str] = os.environ) -> datetime:
        """Return the moment files are dated with: `SOURCE_DATE_EPOCH`, or else the day's first."""
        day = self.day(environment)
        with suppress(ValueError):  # Loading has said so.
            given = given_moment(environment)
            if given is not None and given.date() == day:
                return given
        return datetime(day.year, day.month, day.day, tzinfo=UTC)


_FORMER_NAMES = {"edition": "audience", "editions": "published"}
"""The settings by the former names that are accepted for one release."""


def renew(given: dict[str, Any], file: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return settings by their present names, and the former names that the file has for them."""
    values, former = dict(given), {}
    for old, new in _FORMER_NAMES.items():
        # If both are there, the former one is an unknown field.
        if old in values and new not in values:
            program.deprecate(f"the setting {old} in {file}", new)
            values[new] = values.pop(old)
            former[new] = old
    return values, former


def audience_given(environment: Mapping[str, str] = os.environ) -> str:
    """Return the audience that the environment asks for; "" if it does not say."""
    return program.variable("AIMS_AUDIENCE", former="AIMS_EDITION", environment=environment)


def audience_problem(environment: Mapping[str, str]) -> tuple[str, str] | None:
    """Return what is wrong with the audience in the environment, and the fix, if anything is."""
    given, known = audience_given(environment), get_args(Audience)
    if not given or given in known:
        return None
    name = "AIMS_AUDIENCE" if environment.get("AIMS_AUDIENCE") else "AIMS_EDITION"
    message = f"{name} is {quote_excerpt(given)}, which is not an audience"
    return message, f"Set it to {' or '.join(known)}."


def given_day(environment: Mapping[str, str]) -> date | None:
    """Return the day that `SOURCE_DATE_EPOCH` stands for, or None where it is not set."""
    moment = given_moment(environment)
    return moment.date() if moment else None


def given_moment(environment: Mapping[str, str]) -> datetime | None:
    """Return the moment that `SOURCE_DATE_EPOCH` stands for, or None where it is not set."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else None
    except (ValueError, OverflowError, OSError):
        said = (
            f"SOURCE_DATE_EPOCH is {quote_excerpt(epoch)}, which is no number of seconds since 1970"
        )
        raise ValueError(said) from None
