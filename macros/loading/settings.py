"""The settings of a manual: `data/settings.yaml`."""

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import Field

from .. import program
from ..diagnostics import Severity, quote_excerpt
from ..model import Part
from ..model._letters import SCHEMES, LetterScheme, LetterSet, scheme_of
from ..model._types import Day, Email, Sample

EPOCH_HINT = "Unset it, or set it to the output of `date +%s`."
Audience = Literal["staff", "auditor"]
Topic = Literal["names", "addresses", "acknowledgements", "competences", "findings"]
# Browsers read an address that starts with // or /\ as one on another server.
_FormAddress = Annotated[
    str,
    Field(pattern=r"^(https?://[^\s/]\S*|/([^\s/\\]\S*)?)$"),
    Sample("/acknowledge", "an address that starts with https://, or with / for this server"),
]


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
    responsibility_letters: LetterSet = SCHEMES["RACI"]
    """The letters of the responsibility matrix, the highest first: `RACI`, `RASCI`, `RACI-VS`,
    `DACI`, `RAPID`, or a list of your own, such as
    `- {letter: A, meaning: Accountable, accountable: true}`."""
    due_soon_days: int = Field(default=30, ge=0)
    """The number of days before a due date from which it counts as due soon."""
    audience: Audience = "staff"
    """The audience of the site: staff, or an auditor, who sees everything. The option `--audience`
    of the commands `build` and `publish` overrides it, and so does the variable `AIMS_AUDIENCE`."""
    published: str | None = None
    """The folder of published editions, relative to the folder that contains `data/`. Pages show
    the changes since the last edition in it. The variable `AIMS_PUBLISHED` overrides it."""
    feedback_email: Email | None = None
    """The e-mail address for suggestions about pages; default: that of the contact whose role owns
    the manual. Every page has a link to write to it."""
    ask_if_clear: bool = False
    """Whether every page asks if it is clear; the answer is an e-mail to `feedback_email`."""
    withhold: tuple[Topic, ...] = ("acknowledgements", "competences", "findings")
    """The topics that the manual for staff does not show on any page or in any file:
    acknowledgements, competences of people and their gaps, and open findings with their number;
    also `addresses` or `names` of people. `[]` shows everything to staff. Prose is shown unchanged:
    do not write such content there."""

    acknowledgement_url: _FormAddress | None = None
    """The address of a form that accepts acknowledgements from onboarding pages as JSON by POST.
    An address that starts with `/` is on the server of the manual. Default: readers send
    acknowledgements by email, or as a text or a file."""

    @property
    def letter_scheme(self) -> LetterScheme:
        """The letters of the responsibility matrix, and what follows from them."""
        return scheme_of(self.responsibility_letters)

    def shown_to(self, environment: Mapping[str, str] = os.environ) -> Audience:
        """Return the audience of the site; an unknown one counts as staff."""
        given = audience_given(environment) or self.audience
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


_FORMER_NAMES = {"edition": "audience", "editions": "published"}
"""The settings by the former names that are accepted for one release."""


def renew(given: dict[str, Any], file: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return settings by their current names, and the former names in the file by current name."""
    values, former = dict(given), {}
    for old, new in _FORMER_NAMES.items():
        # If both are there, the former one is an unknown field.
        if old in values and new not in values:
            program.deprecate(f"the setting {old} in {file}", new)
            values[new] = values.pop(old)
            former[new] = old
    return values, former


def audience_given(environment: Mapping[str, str] = os.environ) -> str:
    """Return the audience in the environment; ``""`` if it is not set."""
    return program.variable("AIMS_AUDIENCE", former="AIMS_EDITION", environment=environment)


def audience_problem(environment: Mapping[str, str]) -> tuple[str, str] | None:
    """Return what is wrong with the audience in the environment and how to fix it, or None."""
    given, known = audience_given(environment), get_args(Audience)
    if not given or given in known:
        return None
    name = "AIMS_AUDIENCE" if environment.get("AIMS_AUDIENCE") else "AIMS_EDITION"
    message = f"{name} is {quote_excerpt(given)}, which is not an audience"
    return message, f"Set it to {' or '.join(known)}."


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
