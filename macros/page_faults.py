"""What keeps a page that somebody wrote from being made, said as a mistake in the data is."""

import re
from pathlib import Path

from jinja2 import TemplateSyntaxError

from . import functions
from ._discovery import functions_of
from .findings import Finding, Level, Location, did_you_mean
from .manual import Manual
from .prose import Mention, mentions, placed_mentions

_UNDEFINED = re.compile(r"'(\w+)' is undefined")
_NOT_TEXT = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*$|\{#.*?#\}", re.DOTALL | re.MULTILINE)
_TEMPLATE = "<template>"
"""What Jinja calls a page in which an error came up."""


def told(error: Exception, markdown: str, file: Path) -> str:
    """Return a page that says what is wrong with a written page, where, and how to put it right.

    `markdown` is what is left of the page in `file` after its front matter.
    """
    message, hint = _said(error)
    finding = Finding(_where(_line(error), markdown, file), message, hint)
    lines = "\n".join(f"    {line}" for line in str(finding).splitlines())
    return f"# This page cannot be made\n\n{lines}\n"


def unnamed(markdown: str, manual: Manual, path: str | None) -> list[Finding]:
    """Return each `[[id]]` of a written page that names no record, where it stands in its file."""
    wrong = [
        one
        for one in dict.fromkeys(mentions(markdown))
        if not manual.find(one.target) and one.target not in manual.withheld.redaction.names
    ]
    if not wrong:
        return []
    file = Path(path) if path else None
    text = _written(file) if file else ""
    places = [(at, mention) for at, mention in placed_mentions(text) if mention in wrong]
    seen = {mention for _, mention in places}
    # What a macro said has no place of its own.
    places += [(0, mention) for mention in wrong if mention not in seen]
    return [_unnamed(mention, manual, file, text[:at]) for at, mention in places]


def _unnamed(mention: Mention, manual: Manual, file: Path | None, before: str) -> Finding:
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    known = [one.id for one in manual.entities]
    hint = did_you_mean(mention.target, known) or "Write the id of a record that is there."
    place = Location(_shown(file) if file else "docs", line, column)
    return Finding(place, f"{mention.written} names nothing", hint, Level.WARNING)


def _written(file: Path) -> str:
    """Return the text of a page, with spaces in place of its front matter and of comments."""
    text = file.read_text(encoding="utf-8-sig")
    return _NOT_TEXT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def frame_templates(folder: str | None) -> list[tuple[str, str]]:
    """Return the templates of one's own for the frame of the pages: each name, and its file."""
    own = Path(folder) if folder else None
    files = [*own.glob("*.html"), *own.glob("partials/**/*.html")] if own else []
    return [(file.relative_to(own).as_posix(), str(file)) for file in sorted(files) if own]


def of_frame(error: Exception, file: str) -> Finding:
    """Return what is wrong with a template of the frame around the pages, at its line."""
    where, said = (file or "overrides", 1), str(error) or repr(error)
    if isinstance(error, TemplateSyntaxError):
        where, said = (error.filename or where[0], error.lineno), error.message or said
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.endswith(".html"):
            where = step.tb_frame.f_code.co_filename, step.tb_lineno
        step = step.tb_next
    location = Location(_shown(Path(where[0])), where[1])
    return Finding(location, f"the frame of the pages cannot be made: {said}")


def _said(error: Exception) -> tuple[str, str]:
    if isinstance(error, functions.UnknownNameError):
        message, _, hint = str(error).partition(". ")
        return message, hint
    if isinstance(error, TemplateSyntaxError):
        return f"the macros of this page cannot be read: {error.message}", ""
    if found := _UNDEFINED.search(str(error)):
        known = [name.rstrip("_") for name in functions_of(functions)]
        hint = did_you_mean(found[1], known) or f"The macros are: {', '.join(sorted(known))}."
        return f"no macro is called '{found[1]}'", hint
    return f"this page cannot be made: {error}", ""


def _line(error: Exception) -> int:
    """Return the line of the page, without its front matter, at which an error came up."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    line, step = 1, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == _TEMPLATE:
            line = step.tb_lineno
        step = step.tb_next
    return line


def _where(line: int, markdown: str, file: Path) -> Location:
    """Return the place in the file, in whose front matter there are lines too."""
    lines = markdown.splitlines()
    wanted = lines[line - 1] if 0 < line <= len(lines) else ""
    written = file.read_text(encoding="utf-8-sig").splitlines()
    before = len(written) - len(lines)
    around = [number for number, one in enumerate(written, 1) if one == wanted]
    found = min(around, key=lambda number: abs(number - line - before), default=line)
    return Location(_shown(file), found)


def _shown(file: Path) -> str:
    """Return how a file is called from where the build was begun."""
    here = file.is_relative_to(Path.cwd())
    return (file.relative_to(Path.cwd()) if here else file).as_posix()
