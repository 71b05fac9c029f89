"""Finds texts that YAML cuts off at ` #`, because it reads the rest as a comment.

A `#` with a space after it is a comment, as people write them. One that touches the next character
(`#1`, `#public`) is content more often than not, and losing it silently would change what a record
says. A line of signs (`#---`, `###`) is a comment.

`Room # 5` and `(issue # 12)` are content too: formatters add that space. A number after `# ` is
reported as a notice if it numbers the word before it, is in brackets, or ends a text of several
words. After a number, a date or an id it is a comment: `every: 300 # 5 minutes`.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from yaml.events import ScalarEvent

from ..diagnostics import quote_excerpt
from .yaml_errors import Problem

_CONTENT = r"[ \t]+#(?=[^\s#!=*~-])[^\n]*"
_SUSPECT = re.compile(_CONTENT)
_NUMBER = re.compile(r"[ \t]+#[ \t]+(?P<number>\d[\w./-]*)[^\n]*")
_NUMBERED = re.compile(
    r"(?:^|\W)(?:no|nr|number|room|floor|unit|suite|box|building|ticket|case|issue|bug|pr|item"
    r"|order|invoice|line|page|channel)\.?\Z",
    re.IGNORECASE,
)
"""Words before a number, as in `issue # 12`, `PR # 7` and `Room # 5` of public files."""
_SEVERAL = re.compile(r"[^\W\d_]{2,}[ \t]+[^\W\d_]{2,}\Z")
# Outside of quotes, on a line that is not a whole comment.
_ON_A_LINE = re.compile(rf"^[^\n\"'#]*[^\s\"'#](?P<rest>{_CONTENT})", re.MULTILINE)
_LEAD = re.compile(r"(?:[^\s,{\[:]+:|(?<!\S)-)[ \t]*\Z")
_BREAKS = re.compile(r"[ \t]*(?:\n[ \t]*)+")
_LONGEST_LINE = 200


def find_cut_off(text: str, next_event: Callable[[], Any]) -> Iterator[Problem]:
    """Yield a problem for each unquoted text that ends before a `#` that looks like content.

    `next_event` returns the YAML events of the same text from its beginning.
    """
    while event := next_event():
        event_class = event.__class__
        if event_class is ScalarEvent and not event.style:
            start, end = event.start_mark.index, event.end_mark.index
            if found := _SUSPECT.match(text, end):
                yield _problem(end, found[0], _line(text, start, found.end()))
            elif (found := _NUMBER.match(text, end)) and _numbers(text[start:end], found):
                problem = _problem(end, found[0], _line(text, start, found.end()))
                yield problem._replace(
                    doubtful=True, hint=f"If it is not a comment, {_lower_first(problem.hint)}"
                )


def may_cut_off(text: str) -> bool:
    """Return whether a text may have a `#` that looks like content."""
    return _SUSPECT.search(text) is not None or _NUMBER.search(text) is not None


def _numbers(before: str, found: re.Match[str]) -> bool:
    """Return whether a number after `# ` belongs to the text before it."""
    rest = found[0].strip()
    opened = before.count("(") > before.count(")") and ")" in rest
    alone = rest.lstrip("# \t") == found["number"]
    return bool(opened or _NUMBERED.search(before) or (alone and _SEVERAL.search(before)))


def _lower_first(hint: str) -> str:
    hint = hint.partition(" In a comment")[0]
    return hint[:1].lower() + hint[1:]


def find_cut_off_between(text: str, first: int, last: int) -> Problem | None:
    """Return the first such problem between two places of a text that is not valid YAML."""
    begin = text.rfind("\n", 0, max(text.rfind("\n", 0, first), 0)) + 1
    end = text.find("\n", last)
    found = _ON_A_LINE.search(text, begin, end if end >= 0 else len(text))
    if not found:
        return None
    # In invalid YAML, the end of the intended text is unknown.
    return _problem(found.start("rest"), found["rest"], "")


def _line(text: str, start: int, end: int) -> str:
    """Return the line to write for the text between two places; ``""`` if it is too long."""
    words = json.dumps(_BREAKS.sub(_fold_breaks, text[start:end]).strip(), ensure_ascii=False)
    lead = _LEAD.search(text, text.rfind("\n", 0, start) + 1, start)
    line = f"{lead[0].strip()} {words}" if lead else words
    return f": `{line}`" if len(line) <= _LONGEST_LINE else ""


def _fold_breaks(breaks: re.Match[str]) -> str:
    """Return line breaks as YAML folds them: one is a space, more lose one."""
    return "\n" * (breaks[0].count("\n") - 1) or " "


def _problem(end: int, rest: str, line: str) -> Problem:
    hash_sign = end + len(rest) - len(rest.lstrip())
    message = (
        f"has a text that ends before {quote_excerpt(rest.strip())}, which YAML reads as a comment"
    )
    hint = f"Put quotes around the whole text{line}. In a comment, put a space after the #."
    return Problem(hash_sign, message, hint)
