"""What is wrong with somebody's data, said so that they can put it right."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

_LONGEST = 60
# Control characters, line breaks, and what turns the direction of writing: a file could use them
# to hide a finding, or to send commands to the terminal.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """0 for the gravest level, then 1, 2."""
        return _RANKS[self]

    def fails(self, threshold: "Level") -> bool:
        """Return whether a finding of this level fails a build that fails on a threshold."""
        return self.rank <= threshold.rank


_RANKS = {level: rank for rank, level in enumerate(Level)}


class Challenge(StrEnum):
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
        return f"{visible(self.path)}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Finding:
    """One thing to put right: where, what, and how."""

    where: Location
    message: str
    hint: str = ""
    level: Level = Level.ERROR
    rule: str = "readable-data"
    challenge: Challenge = Challenge.CONSISTENCY
    record: str = ""

    @property
    def order(self) -> tuple[object, ...]:
        """What findings are sorted by: place first, then weight and words."""
        return (self.where, self.level.rank, self.message)

    def __str__(self) -> str:
        hint = f"\n    {visible(self.hint)}" if self.hint else ""
        return f"{self.where}: {self.level}: {visible(self.message)}{hint}"


class ManualError(Exception):
    """The data is not a manual; `findings` says all that is wrong, not only the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__("\n".join(map(str, self.findings)))


def visible(words: str) -> str:
    """Return words in which nothing but letters and signs is left: a line break shows as `\\n`."""
    return UNSEEN.sub(lambda match: ascii(match[0])[1:-1], words)


def quoted(words: str) -> str:
    """Return somebody's words in quotes, cut where they are long."""
    return f"'{words[:_LONGEST]}...'" if len(words) > _LONGEST else f"'{words}'"


def did_you_mean(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """Return a hint with the known word closest to a misspelt one, or ``""``."""
    closest = _closest(word[:_LONGEST], tuple(known), likeness)
    return f"Did you mean '{closest}'?" if closest else ""


@lru_cache(maxsize=1000)  # The same slip is often made in every record of a file.
def _closest(word: str, known: tuple[str, ...], likeness: float) -> str:
    words = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold(), words, n=1, cutoff=likeness)
    return words[matches[0]] if matches else ""
