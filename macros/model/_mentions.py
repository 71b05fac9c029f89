"""Mentions in prose: `[[id]]` and `[[id|words]]`."""

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ._prose_parser import Mark, Marks, prose_parser

# The words may continue on the next line, but not in the next paragraph. In a table the bar is
# written `\\|`.
_CANDIDATE = re.compile(
    r"(?<!\\)\[\[[ \t]*(?P<target>[^\s\[\]|\\][^\[\]|\n\\]*)"
    r"(?:\\?\|(?P<words>(?:[^\[\]\n]|\n(?![ \t]*\n))+))?\]\]"
)
_OPENED = re.compile(r"\[\[[ \t]*\w[^\n\[\ufffd]{0,30}")
# A text without any of these has no code; parsing it would take ten times as long.
_CODE = re.compile(r"`|~~~|^ {0,3}\t|^ {4}|^(?:[-+*>]|[0-9]{1,9}[.)])(?: {5}| *\t)", re.MULTILINE)


class Mention(NamedTuple):
    """A `[[target|words]]`; `written` is its source text."""

    target: str
    words: str
    written: str


def find_mentions(text: str) -> Iterator[Mention]:
    """Yield the mentions in a text in order, without those in code."""
    yield from (mention for _, mention in find_placed_mentions(text))


def find_placed_mentions(text: str) -> Iterator[tuple[int, Mention]]:
    """Yield (offset, mention) of the mentions in a text; the offset counts from 0."""
    for number, (start, mention) in enumerate(found := [*mention_candidates(text)]):
        if number == 0:
            in_text = _in_text(text, len(found))
        if number in in_text:
            yield start, mention


def mention_candidates(text: str) -> Iterator[tuple[int, Mention]]:
    """Yield (offset, mention) of everything that is a mention unless it is in code."""
    if "[[" in text:
        yield from ((match.start(), _mention(match)) for match in _CANDIDATE.finditer(text))


def replace_candidates(text: str, replacement: Callable[[Mention], str]) -> str:
    """Return a text with each mention replaced, also those in code."""
    if "[[" not in text:
        return text
    return _CANDIDATE.sub(lambda match: replacement(_mention(match)), text)


def replace_mentions(text: str, replacement: Callable[[Mention], str]) -> str:
    """Return a text with each mention replaced."""
    done, parts = 0, []
    for start, mention in find_placed_mentions(text):
        parts += [text[done:start], replacement(mention)]
        done = start + len(mention.written)
    return "".join([*parts, text[done:]])


def substitute_marks(text: str, mark: Callable[[Mention], Mark]) -> tuple[str, Marks | None]:
    """Return a text with a mark for each mention, and the marks for the parser."""
    if "[[" not in text:
        return text, None
    # A text cannot contain its own checksum, so nothing in it looks like a mark.
    prefix = f"aims{hashlib.sha256(text.encode()).hexdigest()[:16]}x"
    made: list[Mark] = []

    def put(mention: Mention) -> str:
        made.append(mark(mention))
        return f"{prefix}{len(made) - 1}z"

    return replace_candidates(text, put), Marks(prefix, made)


def unclosed_mentions(text: str) -> Iterator[str]:
    """Yield the start of each mention that is not closed: `[[POL-05 and`; code is ignored."""
    if "[[" not in text:
        return
    rest = _CANDIDATE.sub("\ufffd", text)
    if "[[" not in rest:
        return
    for token in prose_parser().parse(rest, {"docId": "", "place": "", "ids": {}}):
        for child in token.children or ():
            if child.type == "text":
                yield from (" ".join(match[0].split()) for match in _OPENED.finditer(child.content))


# Links, redaction and comparison ask for the same texts, and so does the next build.
@lru_cache(maxsize=4096)
def _in_text(text: str, count: int) -> "set[int] | range":
    """Return the numbers of the candidates in a text that are not in code."""
    if _CODE.search(text) is None:
        return range(count)
    source, marks = substitute_marks(text, lambda mention: Mark(mention.written, mention.written))
    assert marks
    prose_parser().parse(source, {"docId": "", "place": "", "ids": {}, "marks": marks})
    return marks.found


def _mention(match: "re.Match[str]") -> Mention:
    words = match["words"]
    return Mention(match["target"].strip(), " ".join(words.split()) if words else "", match[0])
