"""`[[id]]` and `[[id|words]]` in prose: where they stand and what they name."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# What stands in code is left alone: fenced blocks first, then spans of backticks.
_TOKEN = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?<!`)(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)"
    r"|\[\[(?P<target>[^\[\]|\n\\]+)(?:\\?\|(?P<words>[^\[\]\n]+))?\]\]",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Mention:
    """One `[[target|words]]`; `written` is the text as it stands in the prose."""

    target: str
    words: str
    written: str


def mentions(text: str) -> Iterator[Mention]:
    """Yield the mentions in a text, in their order, those in code left out."""
    if "[[" in text:
        for match in _TOKEN.finditer(text):
            if match["target"]:
                yield _mention(match)


def replace_mentions(text: str, replacement: Callable[[Mention], str]) -> str:
    """Return a text with each mention replaced."""
    if "[[" not in text:
        return text
    return _TOKEN.sub(
        lambda match: replacement(_mention(match)) if match["target"] else match[0], text
    )


def _mention(match: re.Match[str]) -> Mention:
    return Mention(match["target"].strip(), (match["words"] or "").strip(), match[0])
