"""Findings: errors in the data, with place, problem and fix."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

READABLE = "readable-data"
"""The rule of findings about files and fields that cannot be read."""
NOT_RUN = "rules-not-run"
"""The rule of the notice that names the rules that were not run."""
DEPRECATED = "deprecated-name"
"""The rule of the notice that a setting has a former name."""
_LONGEST = 60
_MOST_PLACES = 3
# Control characters, line breaks and marks that change the writing direction: a file could use
# them to hide a finding or to send commands to the terminal. Characters without width would be
# invisible in a name.
INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


class Severity(StrEnum):
    """The severity of a finding."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """0 for the highest severity, then 1, 2."""
        return _RANKS[self]

    def fails(self, threshold: "Severity") -> bool:
        """Return whether this severity reaches the threshold at which a build fails."""
        return self.rank <= threshold.rank


_RANKS = {level: rank for rank, level in enumerate(Severity)}


class Category(StrEnum):
    """The four ways in which a management system fails, and inconsistent data."""

    OWNERSHIP = "lack of clear ownership"
    RESOURCES = "insufficient resources"
    COMMUNICATION = "ineffective communication"
    REVIEW = "failure to review and improve"
    CONSISTENCY = "inconsistent data"


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file; line and column start at 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{escape_control(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Finding:
    """An error, warning or notice: the place, the problem and the fix."""

    where: Location
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    rule: str = READABLE
    category: Category = Category.CONSISTENCY
    record: str = ""
    places: tuple[Location, ...] = ()
    """Other places with the same cause: one cause is one finding."""

    @property
    def other_places(self) -> str:
        """The first three of the other places as a sentence; an empty text if there are none."""
        if not self.places:
            return ""
        rest = len(self.places) - _MOST_PLACES
        more = f" and {rest} more" if rest > 0 else ""
        return f"Also at {', '.join(map(str, self.places[:_MOST_PLACES]))}{more}."

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: place, then severity, then message."""
        return (self.where, self.severity.rank, self.message)

    def __str__(self) -> str:
        lines = [f"{self.where}: {self.severity}: {escape_control(self.message)}"]
        lines += [f"    {escape_control(line)}" for line in (self.hint, self.other_places) if line]
        return "\n".join(lines)


class AimsError(Exception):
    """Why something was not done, and how to fix it; `main` catches it and prints it."""

    def __init__(self, reason: str, hint: str = "") -> None:
        self.reason, self.hint = reason, hint
        super().__init__(reason)

    def __str__(self) -> str:
        lines = [self.reason, f"    {self.hint}"] if self.hint else [self.reason]
        return "\n".join(map(escape_control, lines))


class ManualError(AimsError):
    """The data cannot be used as a manual; `findings` has all errors, not only the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__("\n".join(map(str, self.findings)))

    def __str__(self) -> str:
        return self.reason


def escape_control(words: str) -> str:
    """Return a text with its invisible characters escaped: a line break becomes `\\n`."""
    return INVISIBLE.sub(lambda match: ascii(match[0])[1:-1], words)


def quote_excerpt(words: str) -> str:
    """Return a text in quotes, cut after 60 characters."""
    return f"'{words[:_LONGEST]}...'" if len(words) > _LONGEST else f"'{words}'"


def did_you_mean(word: str, known: Iterable[str], likeness: float = 0.75) -> str:
    """Return a hint with the known word closest to a misspelt one, or an empty text."""
    found = closest_match(word, known, likeness)
    return f"Did you mean '{found}'?" if found else ""


def closest_match(word: str, known: Iterable[str], likeness: float = 0.75) -> str:
    """Return the known word closest to a misspelt one, or an empty text.

    `likeness` is the lowest ratio of `difflib` that counts, from 0 to 1.
    """
    return _closest(word[:_LONGEST], tuple(known), likeness)


@lru_cache(maxsize=1000)  # The same misspelling often occurs in every record of a file.
def _closest(word: str, known: tuple[str, ...], likeness: float) -> str:
    words = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold(), words, n=1, cutoff=likeness)
    return words[matches[0]] if matches else ""
