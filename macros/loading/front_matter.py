"""A Markdown file in: its fields, and the prose below them as the field `text`."""

import re

from .yaml import Collection, YamlDocument, parse, start_of
from .yaml_errors import Problem

_RULE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def parse_markdown(content: str) -> YamlDocument:
    """Return what a Markdown file holds, as if its prose were one of its fields."""
    first = _RULE.match(content)
    last = _RULE.search(content, first.end()) if first else None
    if not first or not last:
        said = "does not say where its fields end" if first else "does not begin with its fields"
        hint = "Put the fields, `id` and `title` at least, between two lines of ---."
        return YamlDocument(problems=[Problem(0, said, hint)], broken=True)
    # The first line of --- stays in front, so that the places are those of the file.
    document = parse(content[: last.start()])
    body = content[last.end() :]
    start = last.end() + len(body) - len(body.lstrip())
    body = body.strip("\n")
    if body.strip() and not document.broken:
        _take_up(document, body, start)
    return document


def _take_up(document: YamlDocument, body: str, start: int) -> None:
    """Add the prose below the fields to them."""
    if not isinstance(document.value, dict) or not isinstance(document.place, Collection):
        what = "a list" if isinstance(document.value, list) else "no field"
        said = f"holds {what} between the lines of ---, where one record is wanted"
        hint = "Write `id: ...` and `title: ...` there; a list of records goes into a .yaml file."
        document.problems.append(Problem(start_of(document.place), said, hint))
        document.broken = True
        return
    places = document.place.inner
    if "text" in document.value and isinstance(places, dict):
        said = "has both a field 'text' and a text below the fields"
        document.problems.append(Problem(start_of(places["text"]), said, "Keep one of them."))
    document.value["text"] = body
    places["text"] = start  # type: ignore[call-overload]  # of a group, its places are one too
