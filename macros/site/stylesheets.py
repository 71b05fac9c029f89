"""One style sheet for all pages, made from those of Material and of the manual."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from typing import Protocol

PATH = "assets/stylesheets/manual.css"

_CHARSET = re.compile(r'@charset\s+"[^"]*";')
_QUOTED = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')]*\)""", re.DOTALL)
# A text may hold what looks like a comment: the marks that Material puts around one do.
_COMMENT = re.compile(rf"(?P<text>{_QUOTED.pattern})|/\*.*?\*/", re.DOTALL)
_MARK = re.compile(r"[{};]")
_RELATIVE = re.compile(r"""url\(\s*(["']?)(?![a-z]+:|/|#)([^"')]+)\1\s*\)""")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_VARIABLE = re.compile(
    rf"(?P<name>--md-[\w-]+):(?:{_QUOTED.pattern}|[^;{{}}\"'])*(?:;|(?=\}}))", re.S
)
_FOREIGN = re.compile(
    # Parts of Material that pages do not use: its frame, scripts and palettes.
    r"\.md-(?!typeset(?![\w-]))|\[data-md-(?!color-scheme)|\.mermaid|\.js\b|\.no-js\b|\.giscus"
)


class File(Protocol):
    """The part of `mkdocs.structure.files.File` that is used here."""

    @property
    def src_uri(self) -> str: ...
    @property
    def content_string(self) -> str: ...


def gather(files: Iterable[File], paths: Iterable[str]) -> tuple[str, list[str]]:
    """Return one sheet with the rules of Material and of `paths`, and the paths included."""
    known = {file.src_uri: file for file in files}
    writing = "".join(
        writing_rules(file.content_string)
        for name in ("main", "palette")
        for path, file in known.items()
        if fnmatch(path, f"assets/stylesheets/{name}.*.min.css")
    )
    sheets = {path: known[path].content_string for path in paths if path in known}
    writing = without_unused(writing, [writing, *sheets.values()])
    joining = [(path, css) for path, css in sheets.items() if can_join(css)]
    return join_sheets([(PATH, writing), *joining]), [path for path, _ in joining]


def can_join(css: str) -> bool:
    """Return whether a sheet can follow others: `@import` must come first (CSS Cascade 4)."""
    return "@import" not in _without_comments(css)


def join_sheets(sheets: Iterable[tuple[str, str]]) -> str:
    """Return sheets, given as (path in the site, CSS), as one sheet at `PATH`."""
    return "".join(_moved(path, _for_its_medium(path, css)) for path, css in sheets)


def writing_rules(css: str) -> str:
    """Return the rules of Material for text, without those for its frame."""
    return "".join(_kept(_CHARSET.sub("", _without_comments(css))))


def without_unused(css: str, users: Iterable[str]) -> str:
    """Return rules without the variables that no sheet in `users` reads."""
    used = {name for sheet in users for name in _USED.findall(sheet)}
    return _VARIABLE.sub(lambda found: found[0] if found["name"] in used else "", css)


def _without_comments(css: str) -> str:
    return _COMMENT.sub(lambda found: found["text"] or "", css)


def _for_its_medium(path: str, css: str) -> str:
    css = _CHARSET.sub("", _without_comments(css)).strip()
    return f"@media print {{\n{css}\n}}\n" if "print" in posixpath.basename(path) else f"{css}\n"


def _moved(path: str, css: str) -> str:
    """Return a sheet with its relative addresses made relative to `PATH`."""

    def moved(found: re.Match[str]) -> str:
        file = posixpath.join(posixpath.dirname(path), found[2])
        return f'url("{posixpath.relpath(file, posixpath.dirname(PATH))}")'

    return _RELATIVE.sub(moved, css)


def _kept(css: str) -> Iterator[str]:
    for head, body in _rules(css):
        if head.startswith(("@media", "@supports")):
            if inner := "".join(_kept(body)):
                yield f"{head}{{{inner}}}"
        elif head.startswith("@"):
            continue  # Animations of the frame; print.css sets its own page margins.
        elif fitting := [
            selector for selector in _selectors(head) if not _FOREIGN.search(selector)
        ]:
            yield f"{','.join(fitting)}{{{body}}}"


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield (head, body) of each rule: the text before its braces, and inside them."""
    masked = _QUOTED.sub(lambda found: "_" * len(found[0]), css)
    depth, start, inside = 0, 0, 0
    for mark in _MARK.finditer(masked):
        if mark[0] == "{":
            depth += 1
            inside = mark.end() if depth == 1 else inside
        elif mark[0] == "}":
            depth -= 1
            if depth == 0:
                yield css[start : inside - 1].strip(), css[inside : mark.start()]
                start = mark.end()
        elif depth == 0:
            start = mark.end()


def _selectors(head: str) -> list[str]:
    """Return the selectors of a rule, split at commas outside parentheses."""
    found, depth = [""], 0
    for letter in head:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(letter, 0)
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return found
