"""The file of a written page: whether its fields can be read, and merge conflicts in it."""

import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from ..diagnostics import Finding, Severity
from .conflicts import find_conflicts, without_fenced_code
from .files import SourceText
from .yaml import parse, start_of
from .yaml_errors import Problem

TITLE = "This page cannot be made"
_OPENED = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSED = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LATE = re.compile(r"\s+---[ \t]*\n(?:[ \t]*[\w-]+:.*\n)+---[ \t]*(?:\n|\Z)")
# MkDocs takes such a first line for a field even without lines of --- around it.
_BARE = re.compile(r" {0,3}[A-Za-z0-9_-]+:(?!//)")
_VALUE = re.compile(r"\d{4}-\d\d?-\d\d?\b\S*")


def find_unreadable(source: str, shown: str) -> list[Finding]:
    """Return what keeps a page from being read; `shown` is its path in messages."""
    source = source.replace("\r\n", "\n")
    text = SourceText(shown, "", source)
    problems = [*find_conflicts(without_fenced_code(source))] or _of_fields(source)
    return [
        Finding(
            text.locate(one.start), f"{Path(shown).name} {one.message}", one.hint, Severity.WARNING
        )
        for one in problems
    ]


def error_page(found: Sequence[Finding]) -> str:
    """Return a page that says what is wrong with one that cannot be read."""
    lines = "\n".join(f"    {line}" for one in found for line in str(one).splitlines())
    return f"# {TITLE}\n\n{lines}\n"


def _of_fields(source: str) -> list[Problem]:
    opened = _OPENED.match(source)
    if not opened:
        if _LATE.match(source):
            said = "has its fields below an empty line, so they are not read"
            return [Problem(0, said, "Move the first --- to the beginning of the file.")]
        if _BARE.match(source):
            said = "begins with a line that is taken for a field, and is not shown"
            hint = "Put fields between two lines of ---; begin a text with its heading, `# ...`."
            return [Problem(0, said, hint)]
        return []
    closed = _CLOSED.search(source, opened.end())
    if not closed:
        said = "does not say where its fields end"
        return [Problem(0, said, "Write a line of --- below the fields; write a rule as ***.")]
    if not source[opened.end() : closed.start()].strip():
        return []
    # The line of --- stays in front, so that the places are those of the file.
    document = parse(source[: closed.start()])
    if certain := [one for one in document.problems if not one.doubtful]:
        return certain
    if not isinstance(document.value, dict):
        what = "a list" if isinstance(document.value, list) else "a text"
        said = f"holds {what} between the lines of ---, where fields belong"
        return [Problem(start_of(document.place), said, "Write each as `name: value`.")]
    return _not_taken(source[: closed.start()])


def _not_taken(fields: str) -> list[Problem]:
    """Return what only MkDocs' own way of reading fields refuses: a date that does not exist."""
    try:
        yaml.safe_load(fields)
    except (yaml.YAMLError, ValueError) as error:
        place = getattr(getattr(error, "problem_mark", None), "index", None)
        found = _VALUE.search(fields)
        start = place if place is not None else found.start() if found else 0
        hint = "Correct the value; or put quotes around it if it is text."
        return [Problem(start, "has a value that cannot be read", hint)]
    return []
