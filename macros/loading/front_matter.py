"""Reads a Markdown file: its front matter, and the prose below it as the field `text`."""

import re

from .yaml import Collection, YamlDocument, parse, start_of
from .yaml_errors import Problem

_RULE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def parse_markdown(content: str) -> YamlDocument:
    """Return the fields of a Markdown file, with its prose as the field `text`."""
    first = _RULE.match(content)
    last = _RULE.search(content, first.end()) if first else None
    if not first or not last:
        message = (
            "has no line of --- below its fields" if first else "does not begin with its fields"
        )
        hint = "Write the fields, at least `id` and `title`, between two lines of ---."
        return YamlDocument(problems=[Problem(0, message, hint)], broken=True)
    # The first line of --- stays, so that places are those of the file.
    document = parse(content[: last.start()])
    body = content[last.end() :]
    start = last.end() + len(body) - len(body.lstrip())
    body = body.strip("\n")
    if body.strip() and not document.broken:
        _add_text(document, body, start)
    return document


def _add_text(document: YamlDocument, body: str, start: int) -> None:
    """Add the prose below the fields as the field `text`."""
    if not isinstance(document.value, dict) or not isinstance(document.place, Collection):
        what = "a list" if isinstance(document.value, list) else "no fields"
        message = f"has {what} between the lines of ---; expected the fields of one record"
        hint = "Write `id: ...` and `title: ...` there. Write a list of records in a .yaml file."
        document.problems.append(Problem(start_of(document.place), message, hint))
        document.broken = True
        return
    places = document.place.inner
    if "text" in document.value and isinstance(places, dict):
        message = "has both a field `text` and a text below the fields"
        document.problems.append(Problem(start_of(places["text"]), message, "Keep one of them."))
    document.value["text"] = body
    places["text"] = start  # type: ignore[call-overload]  # the places of a group are a dict
