"""Finds unresolved merge conflicts."""

import re
from collections.abc import Iterator

from .yaml_errors import Problem

_MARKER = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?$", re.MULTILINE)
_FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.M | re.S)


def find_conflicts(text: str) -> Iterator[Problem]:
    """Yield a problem at the start of each conflict in a text.

    `=======` can underline a heading and `|||||||` can be a row of a table. A conflict is all that
    Git writes, or `<<<<<<<`, which has no other meaning.
    """
    if not ("<<<<<<<" in text or (">>>>>>>" in text and "=======" in text)):
        return
    start = middle = None
    for found in _MARKER.finditer(text):
        sign = found[0][0]
        if sign == "<":
            yield _problem(found.start())
            start, middle = found.start(), None
        elif sign == "|" and start is None and middle is None:
            middle = (found.start(), False)
        elif sign == "=":
            middle = (middle[0] if middle and not middle[1] else found.start(), True)
        elif sign == ">":
            if start is None and middle and middle[1]:
                yield _problem(middle[0])
            start = middle = None


def without_fenced_code(markdown: str) -> str:
    """Return Markdown with spaces in place of fenced code, which may show a conflict."""
    return _FENCED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), markdown)


def _problem(start: int) -> Problem:
    return Problem(
        start,
        "has an unresolved merge conflict",
        "Keep one version; delete the lines that begin with <<<<<<<, |||||||, ======= and >>>>>>>.",
    )
