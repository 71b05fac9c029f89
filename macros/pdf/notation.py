"""Texts and pieces as Typst code, in which nothing of a text can be read as code.

A link is written before the page of its place is known, so its place is a slot. Slots are filled
in the last step. A slot is enclosed in a character that `literal` removes from every text, so that
no text can contain one, and a line is split at its slots without being parsed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable

_SPECIAL = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "", "\t": "\\t"})
# Characters that XML does not allow or no font has, because nothing is visible of them.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LONG = re.compile(r"\S{30,}")
PLACE, PAGE = "\x00", "\x01"
"""What encloses the slot of a place, and of a place whose page number is printed."""
BREAK_OPPORTUNITY = "\u200b"
"""A character at which a line may end without a hyphen."""
NO_BREAK_SPACE = "\u00a0"
"""A space at which a line must not end."""
_COUNT = re.compile(r"(?<![\w.,\u2013-])(\d{1,4}) (?=[A-Za-z])")


def bind_numbers(text: str) -> str:
    """Return a text whose numbers stay with the next word: `15 December`, `90 days`."""
    return _COUNT.sub(f"\\1{NO_BREAK_SPACE}", text)


def escape(text: str) -> str:
    """Return a text as it is written between the quotes of a Typst string."""
    return _UNPRINTABLE.sub("", text).translate(_SPECIAL)


def literal(text: str) -> str:
    """Return a text as a Typst string."""
    return f'"{escape(text)}"'


def slot(kind: str, place: str) -> str:
    """Return the slot of a place; `kind` is `PLACE` or `PAGE`."""
    return f"{kind}{escape(place)}{kind}"


def fill(code: str, kind: str, filling: Callable[[str], str]) -> str:
    """Return code with every slot of a kind filled; `filling` takes the place, escaped."""
    if kind not in code:
        return code
    pieces = code.split(kind)
    pieces[1::2] = map(filling, pieces[1::2])
    return "".join(pieces)


def allow_breaks(text: str, room: int = 60) -> str:
    """Return a text in which words of more than `room` letters may break anywhere."""
    if len(text) <= room:
        return text
    long = _LONG if room >= 30 else re.compile(rf"\S{{{room + 1},}}")
    return long.sub(lambda word: _break_word(word[0], room), text)


def _break_word(word: str, room: int) -> str:
    # A line may end after these characters anyway: only the pieces between them can be too long.
    pieces = re.split(r"(?<=[-/\u2013])", word)
    return "".join(
        piece
        if len(piece) <= room
        else BREAK_OPPORTUNITY.join(re.findall(".{1,8}", piece, re.DOTALL))
        for piece in pieces
    )


def call(name: str, *parts: str, **named: str | None) -> str:
    """Return a call of a template function; all arguments are code, None is left out."""
    options = [f"{key}: {value}" for key, value in named.items() if value is not None]
    return f"{name}({', '.join([*options, *parts])})"


def join(parts: Iterable[str]) -> str:
    """Return several pieces of code as one piece of content."""
    pieces = [part for part in parts if part]
    if not pieces:
        return "[]"
    return pieces[0] if len(pieces) == 1 else f"j({', '.join(pieces)})"


def array(parts: Iterable[str]) -> str:
    """Return pieces of code as a Typst array."""
    return "(" + "".join(f"{part}, " for part in parts) + ")"


def set_direction(code: str, text: str) -> str:
    """Return the code of a paragraph in the direction of the first letter that has one (UAX #9)."""
    if not _has_right_to_left(text):
        return code
    directions = (unicodedata.bidirectional(letter) for letter in text)
    first = next((found for found in directions if found in ("L", "R", "AL")), "L")
    return code if first == "L" else call("rtl", code)


_has_right_to_left = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
).search
