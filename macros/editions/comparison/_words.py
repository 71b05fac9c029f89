"""The comparison of two texts, word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from ._changes import Piece

_TOKEN = re.compile(r"\s+|\w+(?:[-'\u2019.,]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w+")
_ITEM = r"[ \t]*(?:[-*+>|]|#+|\d+[.)])[ \t]"
_PARAGRAPH = re.compile(rf"\n[ \t]*\n|\n(?={_ITEM})")
"""Where a paragraph ends, or an item of a list."""
MOST_STEPS = 4_000_000
"""The limit for comparing word by word (product of the word counts): more takes minutes."""
ALIKE = 0.4
"""Below this likeness, both texts are shown whole: marked words would be unreadable."""
NEAR, LONG = 10, 30
"""The words kept next to a change, and the length from which the rest is left out."""


# While serving, each save compares all earlier changes again.
@lru_cache(maxsize=4096)
def split_changes(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of a change; words far from any change are replaced by a gap."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(a) * len(b) > MOST_STEPS:
        return _whole(old, new)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.ratio() < ALIKE:
        return _whole(old, new)
    return tuple(_shortened(_joined(_raw(matcher, a, b))))


def likeness(old: str, new: str) -> float:
    """Return the likeness of two texts, from 0 to 1, by the words they share (Dice coefficient)."""
    a, b = set(_WORD.findall(old)), set(_WORD.findall(new))
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [" ".join(part.split()) for part in _PARAGRAPH.split(text) if part.strip()]


def _whole(old: str, new: str) -> tuple[Piece, ...]:
    return (Piece("removed", old), Piece("same", " "), Piece("added", new))


def _raw(
    matcher: "SequenceMatcher[str]", a: Sequence[str], b: Sequence[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield (same, removed, added); punctuation between two changes is part of them."""
    removed = added = ""
    for sort, i, j, k, m in matcher.get_opcodes():
        old, new = "".join(a[i:j]), "".join(b[k:m])
        between = (removed or added) and not re.search(r"\w", old) and j < len(a)
        if sort != "equal" or between:
            removed, added = removed + old, added + new
        else:
            if removed or added:
                yield "", removed, added
                removed = added = ""
            yield old, "", ""
    if removed or added:
        yield "", removed, added


def _joined(raw: Iterator[tuple[str, str, str]]) -> Iterator[Piece]:
    for same, removed, added in raw:
        if same:
            yield Piece("same", same)
            continue
        # A common ending was included as punctuation, but did not change.
        end = re.search(r"[^\w]*$", removed)
        tail = end[0] if end and added.endswith(end[0]) else ""
        if tail:
            removed, added = removed[: -len(tail)], added[: -len(tail)]
        if removed:
            yield Piece("removed", removed)
        if added:
            yield Piece("added", added)
        if tail:
            yield Piece("same", tail)


def _shortened(several: Iterator[Piece]) -> Iterator[Piece]:
    found = list(several)
    for number, piece in enumerate(found):
        words = re.findall(r"\S+\s*", piece.words) if piece.kind == "same" else []
        if len(words) <= LONG:
            yield piece
            continue
        lead = re.match(r"\s*", piece.words)
        before = "".join(words[:NEAR]) if number else ""
        after = "".join(words[-NEAR:]) if number + 1 < len(found) else ""
        if before:
            yield Piece("same", (lead[0] if lead else "") + before)
        yield Piece("gap", "… ")
        if after:
            yield Piece("same", after)
