"""Folding for search: one form for all spellings of the same word.

The browser uses the same tables: `script` writes them before the code in `folding.js`.
"""

import json
import re
import unicodedata
from pathlib import Path

PATH = "assets/folding.js"
USERS = {"assets/search.js", "assets/tables.js"}
"""The scripts that fold text."""

# Regular expressions as both Python and JavaScript (with the flag `u`) read them.
_DROPPED = (
    "["
    "'`\u00b4\u02b9-\u02bc\u02be-\u02c1\u02c8\u02ca\u02cb\u055a\u05f3\u2018-\u201b\u2032\u2035"
    "\u2039\u203a\ua78c"  # Apostrophes and single quotation marks
    '"\u00ab\u00bb\u05f4\u201c-\u201f\u2033\u2036\u300c-\u300f\u301d-\u301f'  # Quotation marks
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"  # Unseen
    "\ufe00-\ufe0f\u0640"  # Variation selectors, and the line that stretches an Arabic word
    "]"
)
_MARKS = (
    "["
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"  # Arabic
    "]"
)
_DASHES = "[\u058a\u05be\u2010-\u2015\u2043\u2053\u207b\u208b\u2212\u2e3a\u2e3b\u301c\u3030]"
_SPACES = "[\t\n\v\f\r \u0085\u1680\u2028\u2029]+"
_JOINT = "(?<=[^ 0-9-])-(?=[^ 0-9-])"
"""A hyphen inside a word, which is optional: `e-mail`, `email`."""

_STROKED = re.compile(r"LATIN SMALL LETTER ([A-Z]) WITH ")
_LATIN = (*range(0x80, 0x2B0), *range(0x1E00, 0x1F00), *range(0x2C60, 0x2C80))
_LETTERS = {
    chr(code): found[1].lower()
    for code in _LATIN
    if (found := _STROKED.match(unicodedata.name(chr(code), "")))
    and not unicodedata.decomposition(chr(code))
} | {
    "\u00df": "ss",
    "\u00e6": "ae",
    "\u00f0": "d",
    "\u00fe": "th",
    "\u014b": "n",
    "\u0131": "i",  # Turkish, without its dot
    "\u0138": "k",
    "\u0153": "oe",
    "\u01dd": "e",
    "\u0237": "j",
    "\u0254": "o",
    "\u0259": "e",
    "\u025b": "e",
    "\u0269": "i",
    "\u028a": "u",
    "\u0292": "z",
    "\u03c2": "\u03c3",  # Sigma at the end of a word
    "\u0629": "\u0647",  # Arabic and Persian letters that keyboards exchange
    "\u0649": "\u064a",
    "\u06a9": "\u0643",
    "\u06cc": "\u064a",
    "\u2044": "/",
}
"""Letters without a Unicode decomposition, with their basic letters."""

_SPELLED = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "å": "aa",
    "ø": "oe",
    "đ": "dj",
    "ð": "dh",
    "ŋ": "ng",
}
"""Other spellings of letters in their languages."""


def fold(text: str) -> str:
    """Return text in lower case without accents, quotation marks and invisible characters."""
    # Remove apostrophes first: NFKD splits some into a space and an accent.
    plain = unicodedata.normalize("NFKD", re.sub(_DROPPED, "", text)).lower()
    plain = re.sub(f"{_DROPPED}|{_MARKS}", "", plain)
    plain = "".join(_LETTERS.get(letter, letter) for letter in plain)
    plain = re.sub(_SPACES, " ", re.sub(_DASHES, "-", plain))
    return unicodedata.normalize("NFC", plain)


def forms(text: str) -> list[str]:
    """Return the folded spellings of a text: `muller` and `mueller`, `e-mail` and `email`."""
    composed = unicodedata.normalize("NFC", text).lower()
    spelled = "".join(_SPELLED.get(letter, letter) for letter in composed)
    several = [fold(text), fold(spelled)]
    several += [re.sub(_JOINT, "", form) for form in several]
    return list(dict.fromkeys(form for form in several if form.strip()))


def script() -> str:
    """Return the script with which pages fold text as `fold` and `forms` do."""
    tables = {
        "dropped": _DROPPED,
        "marks": _MARKS,
        "dashes": _DASHES,
        "spaces": _SPACES,
        "joint": _JOINT,
        "letters": _LETTERS,
        "spelled": _SPELLED,
    }
    # Only ASCII: invisible characters would be hard to find in the file.
    code = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    return f"aims.foldings = {json.dumps(tables)};\n{code}"
