"""Look-alike names: invisible characters, and letters of another alphabet.

The table is the part of Unicode's confusables (UTS 39) that comes from keyboards with two alphabets
and from pasted text.
"""

import re
import unicodedata

_CYRILLIC = ("аеорсухѕіјһԁԛԝӏАВЕКМНОРСТУХЅІЈҺ", "aeopcyxsijhdqwlABEKMHOPCTYXSIJH")
_GREEK = ("αικνορυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aikvopuABEZHIKMNOPTYX")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_LATIN = str.maketrans(_CYRILLIC[0] + _GREEK[0] + _DASHES, _CYRILLIC[1] + _GREEK[1] + "-" * 7)
# Invisible characters without a category of their own: joiners, Hangul fillers, variant selectors.
_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_QUOTES = "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a"
"""Typographic quotes, which YAML reads as part of the text."""
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")


def compose_accents(name: str) -> str:
    """Return a name in NFC: a letter and its accent are one character if there is one."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def describe_invisible(name: str) -> str:
    """Return where a name has an invisible character: `ends with an invisible character`."""
    if name.isascii() and name.isprintable() and name == name.strip():
        return ""
    places = [place for place in range(len(name)) if _is_unseen(name, place)]
    if not places:
        return ""
    first = places[0]
    if first == 0:
        verb = "begins"
    else:
        first, verb = (places[-1], "ends") if places[-1] == len(name) - 1 else (first, "")
    number = f"U+{ord(name[first]):04X}"
    return f"{f'{verb} with' if verb else 'contains'} an invisible character ({number})"


def strip_invisible(name: str) -> str:
    """Return a name without invisible characters; spaces of other widths become spaces."""
    kept = (
        char if not _is_unseen(name, place) else " " if unicodedata.category(char) == "Zs" else ""
        for place, char in enumerate(name)
    )
    return compose_accents(" ".join("".join(kept).split()))


def _is_unseen(name: str, place: int) -> bool:
    char = name[place]
    if char == " ":
        return place in (0, len(name) - 1)
    if char in "\u200c\u200d":  # Persian and Indic scripts join and separate letters with them.
        around = (name[max(place - 1, 0) : place], name[place + 1 : place + 2])
        return not all(map(_is_joined, around))
    is_variant = "\ufe00" <= char <= "\ufe0f"
    category = unicodedata.category(char)
    return category in ("Cc", "Cf", "Zl", "Zp", "Zs") or is_variant or char in _INVISIBLE


def _is_joined(char: str) -> bool:
    is_letter = bool(char) and unicodedata.category(char)[0] in "LM"
    return is_letter and not unicodedata.name(char, "").startswith(_ALPHABETS)


def skeleton(name: str) -> str:
    """Return a text that is equal for names that look the same."""
    if name.isascii():
        return name
    return unicodedata.normalize("NFKC", strip_invisible(name)).translate(_LATIN).strip(_QUOTES)


def describe_difference(name: str, other: str) -> str:
    """Return a description of the first character in which two look-alike names differ."""
    for char, meant in zip(strip_invisible(name), strip_invisible(other), strict=False):
        if char != meant:
            described = unicodedata.name(char, "a character without a name")
            return f"is written with '{char}' (U+{ord(char):04X}, {described})"
    return "is written differently"


def strip_quotes(words: str) -> str:
    """Return the text inside typographic quotes, or an empty text if it is not quoted."""
    inner = words[1:-1]
    is_quoted = len(words) > 2 and words[0] in _QUOTES and words[-1] in _QUOTES
    return inner if is_quoted and not set(inner) & set(_QUOTES) else ""


def mixed_scripts(name: str) -> str:
    """Return the alphabets mixed in a word of a name: `Latin and Cyrillic`, or an empty text."""
    if name.isascii():
        return ""
    for word in re.findall(r"[^\W\d_]+", name):
        described = {unicodedata.name(char, "").partition(" ")[0] for char in word}
        found = [script.capitalize() for script in _ALPHABETS if script in described]
        if len(found) > 1:
            return " and ".join(found)
    return ""
