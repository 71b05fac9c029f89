"""What is wrong with somebody's data, said so that they can put it right."""

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
# Control characters, line breaks, and what turns the direction of writing: a file could use them
# to hide a finding, or to send commands to the terminal. What has no width would hide in a name.
INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """0 for the gravest level, then 1, 2."""
        return _RANKS[self]

    def fails(self, threshold: "Severity") -> bool:
        """Return whether a finding of this level fails a build that fails on a threshold."""
        return self.rank <= threshold.rank


_RANKS = {level: rank for rank, level in enumerate(Severity)}


class Category(StrEnum):
    """The four ways in which a management system fails, and mistakes in the data themselves."""

    OWNERSHIP = "lack of clear ownership"
    RESOURCES = "insufficient resources"
    COMMUNICATION = "ineffective communication"
    REVIEW = "failure to review and improve"
    CONSISTENCY = "inconsistent data"


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file the user wrote; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{escape_control(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Finding:
    """One thing to put right: where, what, and how."""

    where: Location
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    rule: str = READABLE
    category: Category = Category.CONSISTENCY
    record: str = ""
    places: tuple[Location, ...] = ()
    """The other places of the same fault: one cause is one finding."""

    @property
    def other_places(self) -> str:
        """The first few of the other places, in words, or ``""``."""
        if not self.places:
            return ""
        rest = len(self.places) - _MOST_PLACES
        more = f" and {rest} more" if rest > 0 else ""
        return f"Also at {', '.join(map(str, self.places[:_MOST_PLACES]))}{more}."

    @property
    def order(self) -> tuple[object, ...]:
        """What findings are sorted by: place first, then weight and words."""
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
    """The data is not a manual; `findings` says all that is wrong, not only the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__("\n".join(map(str, self.findings)))

    def __str__(self) -> str:
        return self.reason


def escape_control(words: str) -> str:
    """Return words in which nothing but letters and signs is left: a line break shows as `\\n`."""
    return INVISIBLE.sub(lambda match: ascii(match[0])[1:-1], words)


def quote_excerpt(words: str) -> str:
    """Return somebody's words in quotes, cut where they are long."""
    return f"'{words[:_LONGEST]}...'" if len(words) > _LONGEST else f"'{words}'"


def did_you_mean(word: str, known: Iterable[str], likeness: float = 0.75) -> str:
    """Return a hint with the known word closest to a misspelt one, or ``""``."""
    found = closest_match(word, known, likeness)
    return f"Did you mean '{found}'?" if found else ""


def closest_match(word: str, known: Iterable[str], likeness: float = 0.75) -> str:
    """Return the known word closest to a misspelt one, or ``""``; likeness is from 0 to 1."""
    return _closest(word[:_LONGEST], tuple(known), likeness)


@lru_cache(maxsize=1000)  # The same slip is often made in every record of a file.
def _closest(word: str, known: tuple[str, ...], likeness: float) -> str:
    words = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold(), words, n=1, cutoff=likeness)
    return words[matches[0]] if matches else ""
