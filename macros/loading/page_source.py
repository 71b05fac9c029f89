"""Checks the file of a page in `docs/`: its front matter and merge conflicts."""

import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from ..diagnostics import Finding, Severity
from .conflicts import find_conflicts, without_fenced_code
from .files import SourceText
from .yaml import parse, start_of
from .yaml_errors import Problem

TITLE = "This page cannot be built"
_OPENED = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSED = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LATE = re.compile(r"\s+---[ \t]*\n(?:[ \t]*[\w-]+:.*\n)+---[ \t]*(?:\n|\Z)")
# MkDocs reads such a first line as a field even without lines of --- around it.
_BARE = re.compile(r" {0,3}[A-Za-z0-9_-]+:(?!//)")
_VALUE = re.compile(r"\d{4}-\d\d?-\d\d?\b\S*")


def find_unreadable(source: str, shown: str) -> list[Finding]:
    """Return findings about a page that cannot be read.

    Args:
        source: The text of the file.
        shown: Its path for messages.
    """
    source = source.replace("\r\n", "\n")
    text = SourceText(shown, "", source)
    problems = [*find_conflicts(without_fenced_code(source))] or _check_fields(source)
    return [
        Finding(
            text.locate(problem.start),
            f"{Path(shown).name} {problem.message}",
            problem.hint,
            Severity.WARNING,
        )
        for problem in problems
    ]


def error_page(found: Sequence[Finding]) -> str:
    """Return a page with the findings of a page that cannot be read."""
    lines = "\n".join(f"    {line}" for finding in found for line in str(finding).splitlines())
    return f"# {TITLE}\n\n{lines}\n"


def _check_fields(source: str) -> list[Problem]:
    opened = _OPENED.match(source)
    if not opened:
        if _LATE.match(source):
            message = "has its fields below an empty line, so they are not read"
            return [Problem(0, message, "Move the first --- to the beginning of the file.")]
        if _BARE.match(source):
            message = "begins with a line that MkDocs reads as a field and does not show"
            hint = "Write fields between two lines of ---, or begin with a heading: `# ...`."
            return [Problem(0, message, hint)]
        return []
    closed = _CLOSED.search(source, opened.end())
    if not closed:
        message = "has no line of --- below its fields"
        return [Problem(0, message, "Add the line ---, or write a horizontal rule as ***.")]
    if not source[opened.end() : closed.start()].strip():
        return []
    # The first line of --- stays, so that places are those of the file.
    document = parse(source[: closed.start()])
    if certain := [problem for problem in document.problems if not problem.doubtful]:
        return certain
    if not isinstance(document.value, dict):
        what = "a list" if isinstance(document.value, list) else "a text"
        message = f"has {what} between the lines of ---; expected fields"
        return [Problem(start_of(document.place), message, "Write each as `name: value`.")]
    return _find_invalid_value(source[: closed.start()])


def _find_invalid_value(fields: str) -> list[Problem]:
    """Return a problem that only MkDocs finds when it reads fields: a date that does not exist."""
    try:
        yaml.safe_load(fields)
    except (yaml.YAMLError, ValueError) as error:
        place = getattr(getattr(error, "problem_mark", None), "index", None)
        found = _VALUE.search(fields)
        start = place if place is not None else found.start() if found else 0
        hint = "Correct the value, or put quotes around it if it is text."
        return [Problem(start, "has a value that cannot be read", hint)]
    return []
