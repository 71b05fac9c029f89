"""The table of contents of a generated page."""

import re
from typing import Any

_HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_TEXT = "text-"
"""Where the ids of headings in the text of a record begin."""
_MOST = 12
"""With more entries, the headings of the text become one entry."""


def build_toc(html: str) -> list[Any]:
    """Return the headings of a page as Python-Markdown does: `h3` are children of `h2`."""
    tokens: list[Any] = []
    for level, id, inner in _HEADING.findall(html):
        words = _TAG.sub("", inner).strip()
        token = {"level": int(level), "id": id, "name": words, "children": []}
        if level == "3" and tokens:
            tokens[-1]["children"].append(token)
        else:
            tokens.append(token)
    return _group_text(tokens) if len(tokens) > _MOST else tokens


def _group_text(tokens: list[Any]) -> list[Any]:
    """Return the headings with those of the text of the record below one entry."""
    inside = [token for token in tokens if token["id"].startswith(_TEXT)]
    if len(inside) < 2:
        return tokens
    children = [child for token in inside for child in (token, *token["children"])]
    whole = {
        "level": 2,
        "id": inside[0]["id"],
        "name": "Details",
        "children": [child | {"level": 3, "children": []} for child in children],
    }
    at = tokens.index(inside[0])
    return [*tokens[:at], whole, *(token for token in tokens[at:] if token not in inside)]
