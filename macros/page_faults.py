"""What keeps a page that somebody wrote from being made, said as a mistake in the data is."""

import re
from pathlib import Path

from jinja2 import TemplateSyntaxError

from . import functions
from ._discovery import functions_of
from .findings import Finding, Level, Location, did_you_mean
from .manual import Manual
from .prose import mentions

_UNDEFINED = re.compile(r"'(\w+)' is undefined")
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


def unnamed(markdown: str, manual: Manual, file: Path) -> list[Finding]:
    """Return each `[[id]]` of a written page that names no record, at each place it stands."""
    known = [one.id for one in manual.entities]
    text = file.read_text(encoding="utf-8-sig") if file.is_file() else markdown
    found = []
    for mention in dict.fromkeys(mentions(markdown)):
        if manual.find(mention.target) or mention.target in manual.withheld.names:
            continue
        places = [one.start() for one in re.finditer(re.escape(mention.written), text)]
        for at in places or [0]:
            before = text[:at]
            line, column = before.count("\n") + 1, at - before.rfind("\n")
            hint = did_you_mean(mention.target, known) or "Write the id of a record that is there."
            said = f"{mention.written} names nothing"
            place = Location(_shown(file), line, column)
            found.append(Finding(place, said, hint, Level.WARNING))
    return sorted(found, key=lambda finding: finding.where)


def of_frame(error: Exception) -> Finding:
    """Return what is wrong with a template of the frame around the pages, at its line."""
    if isinstance(error, TemplateSyntaxError):
        where, said = (error.filename or error.name or "", error.lineno), error.message
    else:
        where, said = ("overrides", 1), str(error) or repr(error)
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
