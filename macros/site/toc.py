"""The table of contents of a generated page."""

import re
from typing import Any

_HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


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
    return tokens
