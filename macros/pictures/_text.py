"""The width of a text, and its line breaks."""

import re
from functools import lru_cache
from unicodedata import category, east_asian_width

SMALL, NORMAL, LARGE = 12, 12, 14
"""The sizes of text in pictures, in pixels; none is smaller."""

# Widths in Arial, in thousandths of the type size: the fonts of readers differ, and Arial is wide.
_WIDTHS = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    334: "()-`r{}\u2010\u2011",
    389: '*"^',
    500: "Jcksvxyz",
    556: "#$?L_abdeghnopqu0123456789\u2013",
    584: "+<=>~\u2264\u2265\u00d7",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "\u2026\u2014\u2192\u2190@",
}
_WIDTH_OF = {character: width for width, characters in _WIDTHS.items() for character in characters}
# A line can break after these characters.
_PIECES = re.compile(
    r"[^\-/\u2010\u2013\u2014_.@]*[\-/\u2010\u2013\u2014_.@]+|[^\-/\u2010\u2013\u2014_.@]+"
)
_UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit(text: str) -> str:
    """Return a text in one line, without characters that XML forbids."""
    return " ".join(_UNFIT.sub("\ufffd", text).split())


def width(text: str, size: float = NORMAL, bold: bool = False) -> float:
    """Return the maximum width of a text in pixels."""
    thousandths = sum(_WIDTH_OF.get(character) or _other(character) for character in text)
    return thousandths * size / 1000 * (1.06 if bold else 1)


@lru_cache(maxsize=4096)
def _other(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 1000 if east_asian_width(character) in "WF" else 620


def wrap(
    text: str, room: float, size: float = NORMAL, most: int = 2, bold: bool = False
) -> tuple[str, ...]:
    """Return a text in lines that fit into a width; the last line is cut if necessary."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(fit(text), room, size, bold):
        if line and width((line + piece).rstrip(), size, bold) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece
    lines.append(line.rstrip())
    if len(lines) > most:
        last = lines[most - 1] + "…"
        while width(last, size, bold) > room and len(last) > 1:
            last = last[:-2].rstrip() + "…"
        lines[most - 1 :] = [last]
    return tuple(lines)


def _pieces(text: str, room: float, size: float, bold: bool) -> list[str]:
    """Return the parts of a text between line breaks, none wider than the line."""
    found: list[str] = []
    for word in text.split(" "):
        parts = [word] if width(word, size, bold) <= room else _PIECES.findall(word)
        for part in parts:
            found += _chop(part, room, size, bold)
        if found:
            found[-1] += " "
    return found


def _chop(part: str, room: float, size: float, bold: bool) -> list[str]:
    found, start = [], 0
    for end in range(1, len(part) + 1):
        if end - start > 1 and width(part[start:end], size, bold) > room:
            found.append(part[start : end - 1])
            start = end - 1
    return [*found, part[start:]]
