"""`[[id]]` and `[[id|words]]` in prose: where they stand and what they name."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

# The words may go on in the next line, as prose does, but not in the next paragraph. In a table
# the bar is written `\\|`.
_MENTION = (
    r"\[\[[ \t]*(?P<target>[^\s\[\]|\\][^\[\]|\n\\]*)"
    r"(?:\\?\|(?P<words>(?:[^\[\]\n]|\n(?![ \t]*\n))+))?\]\]"
)
_PLAIN = re.compile(_MENTION)
# What stands in code is left alone: fenced blocks first, then spans of backticks. What was matched
# (`+` behind a count) is not tried in parts: on a long line of backticks that would take for ever.
_WITH_CODE = re.compile(
    r"^[ \t]*(?P<fence>`{3,}+|~{3,}+)[^\n]*+\n.*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<![`\\])(?P<tick>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=tick)(?!`)"
    rf"|{_MENTION}",
    re.MULTILINE | re.DOTALL,
)

_OPENED = re.compile(r"\[\[[ \t]*\w[^\n\[]{0,30}")


class Mention(NamedTuple):
    """One `[[target|words]]`; `written` is the text as it stands in the prose."""

    target: str
    words: str
    written: str


def mentions(text: str) -> Iterator[Mention]:
    """Yield the mentions in a text, in their order, those in code left out."""
    yield from (mention for _, mention in placed_mentions(text))


def placed_mentions(text: str) -> Iterator[tuple[int, Mention]]:
    """Yield the mentions in a text, each with the letter at which it begins, from 0."""
    if "[[" in text:
        for match in _pattern(text).finditer(text):
            target, words = match.group("target", "words")
            if target:
                yield match.start(), _mention(target, words, match[0])


def unclosed(text: str) -> Iterator[str]:
    """Yield how each mention begins that has no end: `[[POL-05 and`; none of what is code."""
    if "[[" in text:
        rest = _WITH_CODE.sub("\n", text)
        yield from (" ".join(found[0].split()) for found in _OPENED.finditer(rest))


def replace_mentions(text: str, replacement: Callable[[Mention], str]) -> str:
    """Return a text with each mention replaced."""
    if "[[" not in text:
        return text
    return _pattern(text).sub(
        lambda match: (
            replacement(_mention(match["target"], match["words"], match[0]))
            if match["target"]
            else match[0]
        ),
        text,
    )


def _pattern(text: str) -> re.Pattern[str]:
    # Looking for code takes ten times as long, and most prose has none.
    return _WITH_CODE if "`" in text or "~~~" in text else _PLAIN


def _mention(target: str, words: str | None, written: str) -> Mention:
    return Mention(target.strip(), " ".join(words.split()) if words else "", written)
