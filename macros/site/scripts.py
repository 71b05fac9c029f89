"""Scripts without their comments and indentation: a sixth smaller when a server compresses them."""

import re
from collections.abc import Iterable
from typing import Protocol

_PATH = re.compile(r"assets/[^/]+\.js")
_COMMENT = re.compile(
    # A comment with a licence stays: others may own the script.
    r"^[ \t]*(?://(?![^\n]*(?:@licen[cs]e|@preserve|copyright))[^\n]*"
    r"|/\*\*(?:(?!\*/|@licen[cs]e|@preserve|copyright).)*\*/)\n",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class Script(Protocol):
    """The part of `mkdocs.structure.files.File` that is used here."""

    src_uri: str
    content_string: str


def shorten_all(files: Iterable[Script]) -> None:
    """Shorten the scripts of the site."""
    for file in files:
        if _PATH.fullmatch(file.src_uri):
            file.content_string = shorten(file.content_string)


def shorten(script: str) -> str:
    """Return a script without the lines that are comments, and without indentation.

    A script with text over several lines stays as it is: the text could contain such lines.
    """
    if any(line.count("`") % 2 or line.endswith("\\") for line in script.splitlines()):
        return script
    return _INDENT.sub("", _COMMENT.sub("", script))
