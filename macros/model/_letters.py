"""The letters of the responsibility matrix: what each means, and how many an activity must have."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError

from ..diagnostics import closest_match
from ..text import join_words
from ._entity import Part
from ._types import Line, Sample

Count = Literal["exactly one", "at least one", "at most one", "any number"]
Colour = Literal["red", "green", "amber", "grey", "blue", "violet"]
"""The names of the colours of letters in the palette."""

_REST: tuple[Colour, ...] = ("amber", "grey", "blue", "violet")
"""The colours of letters that are neither accountable nor responsible, in this order."""


def _capital(value: object) -> object:
    """Return one letter as a capital, or report that it is not one letter."""
    letter = value.strip().upper() if isinstance(value, str) else value
    if not isinstance(letter, str) or (len(letter) == 1 and letter.isalpha()):
        return letter
    raise PydanticCustomError("letters", "is not one letter")


class Letter(Part):
    """A letter of the responsibility matrix."""

    name: ClassVar[str] = "letter of the responsibility matrix"

    letter: Annotated[str, BeforeValidator(_capital), Sample("A", "one letter")]
    """The letter: `A`. Capital and small letters are the same."""
    meaning: Line
    """The meaning in one or two words: `Accountable`."""
    accountable: bool = False
    """Whether the role with this letter is accountable for the activity. Exactly one letter is."""
    responsible: bool = False
    """Whether a role with this letter does the work. At least one letter has this."""
    count: Count | None = None
    """The number of roles with this letter in each activity. Default: exactly one for the
    accountable letter, at least one for a responsible letter, any number for the others."""
    colour: Colour | None = None
    """The colour in matrices and pictures. Default: red for the accountable letter, green for the
    responsible one, then amber, grey, blue and violet."""
    duty: str = ""
    """What a role with this letter does, in words that follow *you*: `do the work`."""

    @property
    def wanted(self) -> Count:
        """The number of roles with this letter in each activity."""
        if self.count:
            return self.count
        if self.accountable:
            return "exactly one"
        return "at least one" if self.responsible else "any number"


def _letter(letter: str, meaning: str, duty: str, colour: Colour) -> Letter:
    return Letter(letter=letter, meaning=meaning, duty=duty, colour=colour)


def _accountable(letter: str, meaning: str, duty: str) -> Letter:
    return Letter(letter=letter, meaning=meaning, duty=duty, accountable=True)


def _responsible(letter: str, meaning: str, duty: str) -> Letter:
    return Letter(letter=letter, meaning=meaning, duty=duty, responsible=True)


_A = _accountable("A", "Accountable", "answer for the result")
_R = _responsible("R", "Responsible", "do the work")
_C = _letter("C", "Consulted", "give advice before the activity is done", "amber")
_I = _letter("I", "Informed", "learn of the result afterwards", "grey")
_V = _letter("V", "Verifies", "check the result against the criteria", "blue")
SCHEMES: Mapping[str, tuple[Letter, ...]] = {
    "RACI": (_A, _R, _C, _I),
    "RASCI": (_A, _R, _letter("S", "Supports", "help to do the work", "blue"), _C, _I),
    "RACI-VS": (_A, _R, _V, _letter("S", "Signs off", "approve the result", "violet"), _C, _I),
    "DACI": (
        _accountable("A", "Approver", "take the decision"),
        _responsible("D", "Driver", "lead the work up to the decision"),
        _letter("C", "Contributor", "give knowledge and advice", "amber"),
        _letter("I", "Informed", "learn of the decision afterwards", "grey"),
    ),
    "RAPID": (
        _accountable("D", "Decides", "take the decision"),
        _responsible("P", "Performs", "carry out the decision"),
        _letter("R", "Recommends", "prepare the proposal", "blue"),
        _letter("A", "Agrees", "agree to the proposal before it is decided", "amber"),
        _letter("I", "Gives input", "give facts and advice for the proposal", "grey"),
    ),
}
"""The ready-made schemes by name; in each, the highest letter is first."""


class LetterScheme:
    """The letters of a manual, the highest first."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        self.letters = tuple(letters)
        self._by_letter = {item.letter: item for item in letters}
        self._spelled: dict[str, str] = {}
        ready = (name for name, made in SCHEMES.items() if _names(made) == _names(letters))
        self.name = next(ready, "".join(self._by_letter))
        """The name of the scheme: `RACI`; of own letters, the letters in their order."""
        self.accountable = next((item for item in letters if item.accountable), self.letters[0])
        """The letter of the role that is accountable."""
        self.responsible = tuple(item for item in letters if item.responsible)
        """The letters of roles that do the work."""
        self.acting = frozenset(
            item.letter for item in letters if item.accountable or item.responsible
        )
        """The letters of roles that are accountable or do the work."""
        self.legend = tuple((item.letter, item.meaning) for item in letters)
        """Each letter with its meaning."""
        self._colours = dict(_colours(letters))

    @property
    def in_words(self) -> str:
        """The letters in a sentence: `A, R, C and I`."""
        return join_words(list(self._by_letter))

    @property
    def sample(self) -> str:
        """A cell of a role that is accountable and does the work: `A/R`."""
        return self.spell_all(self.accountable, *self.responsible[:1])

    def spell_all(self, *letters: Letter) -> str:
        """Return letters as a cell, each once: `A/R`."""
        return self.spell("".join({item.letter for item in letters}))

    def has(self, letter: str) -> bool:
        """Return whether the scheme has a letter."""
        return letter in self._by_letter

    def meaning(self, letter: str) -> str:
        """Return the meaning of a letter; an unknown letter is returned as it is."""
        found = self._by_letter.get(letter)
        return found.meaning if found else letter

    def spoken(self, letters: str) -> str:
        """Return the meaning of the letters of a cell: `accountable and responsible`."""
        return join_words([self.meaning(letter).lower() for letter in letters.split("/")])

    def colour(self, letter: str) -> Colour:
        """Return the colour of a letter; grey for an unknown one."""
        return self._colours.get(letter, "grey")

    def spell(self, written: str) -> str:
        """Return the letters of a cell in the order of the scheme: `r, a` becomes `A/R`.

        Return an empty text if a letter is unknown or there twice.
        """
        # A matrix has thousands of cells, and few different ones.
        if written not in self._spelled:
            found = _letters_in(written)
            known = set(found) <= set(self._by_letter) and len(set(found)) == len(found)
            in_order = (letter for letter in self._by_letter if letter in found)
            self._spelled[written] = "/".join(in_order) if known else ""
        return self._spelled[written]


def _letters_in(written: str) -> list[str]:
    """Return the letters of a cell as they are written: `r, a`, `A/R` and `AR` have two."""
    return [letter for letter in written.strip().upper() if letter not in "/,+" and letter.strip()]


def _names(letters: Sequence[Letter]) -> set[str]:
    return {item.letter for item in letters}


def _colours(letters: Sequence[Letter]) -> Iterator[tuple[str, Colour]]:
    """Yield each letter with its colour; those without one get the colours that are left."""
    taken = {item.colour for item in letters}
    left = [colour for colour in _REST if colour not in taken] or list(_REST)
    number = 0
    for item in letters:
        if item.colour or item.accountable or item.responsible:
            yield item.letter, item.colour or ("red" if item.accountable else "green")
        else:
            yield item.letter, left[number % len(left)]
            number += 1


@lru_cache(maxsize=32)
def scheme_of(letters: tuple[Letter, ...]) -> LetterScheme:
    """Return the scheme of some letters."""
    return LetterScheme(letters)


RACI = scheme_of(SCHEMES["RACI"])
"""The scheme of a manual that does not choose one."""


_LIKENESS = 0.6
_SAMPLE = "`responsibility_letters: RACI`"


def _by_name(value: object) -> object:
    """Return the letters of a ready-made scheme, or the value itself if it is not a name."""
    if not isinstance(value, str):
        return value
    if (name := value.strip().upper()) in SCHEMES:
        return SCHEMES[name]
    meant = closest_match(name, SCHEMES, _LIKENESS) or "RACI"
    line = f"`responsibility_letters: {meant}`"
    fix = f"Write one of {', '.join(SCHEMES)}, or a list of letters: {line}."
    raise PydanticCustomError("letters", "is not a ready-made scheme", {"fix": fix})


def _consistent(letters: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """Return letters that can be a scheme, or report why they cannot."""
    names = [item.letter for item in letters]
    twice = next((name for name in names if names.count(name) > 1), "")
    answering = [item.letter for item in letters if item.accountable]
    if not letters:
        problem = "is empty", f"Write a list of letters, or {_SAMPLE}."
    elif twice:
        problem = f"has the letter {twice} more than once", f"Write it once, or {_SAMPLE}."
    elif len(answering) != 1:
        found = f"{len(answering)} accountable letters" if answering else "no accountable letter"
        problem = f"has {found}", f"Mark one letter with accountable: true, or write {_SAMPLE}."
    elif not any(item.responsible for item in letters):
        problem = (
            "has no responsible letter",
            f"Mark a letter with responsible: true, or write {_SAMPLE}.",
        )
    else:
        return letters
    raise PydanticCustomError("letters", "{words}", {"words": problem[0], "fix": problem[1]})


class _OrName:
    """Adds the names of ready-made schemes to the JSON Schema of a list of letters."""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [{"enum": list(SCHEMES)}, handler(core)]}


LetterSet = Annotated[
    tuple[Letter, ...],
    BeforeValidator(_by_name),
    AfterValidator(_consistent),
    _OrName(),
]
"""The letters of a scheme: a list, or the name of a ready-made scheme."""
