"""What is wrong with somebody's data, said so that they can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """0 for the gravest level, then 1, 2."""
        return list(Level).index(self)

    def fails(self, threshold: "Level") -> bool:
        """Return whether a finding of this level fails a build that fails on a threshold."""
        return self.rank <= threshold.rank


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
        return f"{self.path}:{self.line}:{self.column}"


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
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{self.where}: {self.level}: {self.message}{hint}"


class ManualError(Exception):
    """The data is not a manual; `findings` says all that is wrong, not only the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__("\n".join(map(str, self.findings)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint with the known word closest to a misspelt one, or ``""``."""
    words = {name.casefold(): name for name in known}
    matches = get_close_matches(word.casefold(), words, n=1)
    return f"Did you mean '{words[matches[0]]}'?" if matches else ""
