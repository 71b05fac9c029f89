"""What keeps a page that somebody wrote from being made, said as a mistake in the data is."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from jinja2 import TemplateSyntaxError

from ..diagnostics import Finding, Location, Severity, did_you_mean
from ..loading.files import SourceText
from ..manual import Manual
from ..model import Prose, marked_values
from ..model._mentions import Mention, mention_candidates
from ..pages import _macros
from ..plugins import public_functions

_UNDEFINED = re.compile(r"'(\w+)' is undefined")
_NOT_TEXT = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*$|\{#.*?#\}", re.DOTALL | re.MULTILINE)
_BEFORE = re.compile(r"^[ \t>]*", re.MULTILINE)
_TEMPLATE = "<template>"
"""What Jinja calls a page in which an error came up."""


def explain_error(error: Exception, markdown: str, file: Path) -> Finding:
    """Return what is wrong with a written page, where, and how to fix it.

    `markdown` is what is left of the page in `file` after its front matter.
    """
    message, hint = _said(error)
    return Finding(_where(error, markdown, file), message, hint)


def broken_mentions(
    wanted: Mapping[tuple[str, int], Mention], source: str, manual: Manual, path: str
) -> list[Finding]:
    """Return each `[[id]]` of a written page that names no record, where it is in its file.

    `wanted` are such mentions, each by how it is written and its number among those written so.
    """
    text = _NOT_TEXT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)
    seen: Counter[str] = Counter()
    found = []
    for at, mention in mention_candidates(text) if wanted else ():
        seen[mention.written] += 1
        if (mention.written, seen[mention.written]) in wanted:
            found.append(_unnamed(mention, manual, path, text[:at]))
    # One that Jinja put together has no place of its own.
    absent = [one for (written, number), one in wanted.items() if number > seen[written]]
    return found + [_unnamed(mention, manual, path, "") for mention in dict.fromkeys(absent)]


def _unnamed(mention: Mention, manual: Manual, path: str, before: str) -> Finding:
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    known = [one.id for one in manual.entities]
    hint = did_you_mean(mention.target, known) or "Write the id of a record that exists."
    place = Location(path, line, column)
    return Finding(place, f"{mention.written} names nothing", hint, Severity.WARNING)


def broken_link(address: str, manual: Manual, path: str | None, name: str) -> Finding:
    """Return a link from the root of the site that leads nowhere, where somebody wrote it.

    `path` is the file of the page, if it is a written one; `name` is that in the site.
    """
    said = f"{name} links to {address}, which is not there"
    hint = "Write [[id]] for a record, /assets/... for a file in docs/assets/, or another address."
    if path is not None:
        text = Path(path).read_text(encoding="utf-8-sig")
        place = SourceText(display_path(Path(path)), "", text).locate(max(0, text.find(address)))
        return Finding(place, said, hint, Severity.WARNING)
    for record, source in manual.records:
        for field_path, _, text in marked_values(record, Prose):
            if address in text:
                return Finding(
                    source.locate_words(address, *field_path), said, hint, Severity.WARNING
                )
    return Finding(Location(name), said, hint, Severity.WARNING)


def nested(source: str, path: str) -> Finding:
    """Return the line of a page that is nested so deep that Markdown cannot read it."""
    deepest = max(_BEFORE.finditer(source), key=lambda found: len(found[0].expandtabs(4)))
    said = "a list, quote or box is nested too deep to be shown"
    hint = "Put it into a list or section of its own, so that it is nested less deep."
    where = SourceText(path, "", source).locate(deepest.end())
    return Finding(where, said, hint, rule="deep-nesting")


def frame_templates(folder: str | None) -> list[tuple[str, str]]:
    """Return the templates of one's own for the frame of the pages: each name, and its file."""
    own = Path(folder) if folder else None
    files = [*own.glob("*.html"), *own.glob("partials/**/*.html")] if own else []
    return [(file.relative_to(own).as_posix(), str(file)) for file in sorted(files) if own]


def theme_error(error: Exception, file: str) -> Finding:
    """Return what is wrong with a template of the frame around the pages, at its line."""
    where, said = (file or "overrides", 1), str(error) or repr(error)
    if isinstance(error, TemplateSyntaxError):
        where, said = (error.filename or where[0], error.lineno), error.message or said
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.endswith(".html"):
            where = step.tb_frame.f_code.co_filename, step.tb_lineno
        step = step.tb_next
    location = Location(display_path(Path(where[0])), where[1])
    return Finding(location, f"the frame of the pages cannot be made: {said}")


_AS_TEXT = (
    'Write a macro as `{{ name("...") }}`, and close each `{% if %}` and `{% for %}`. '
    "Put other text with {{ or {% between {% raw %} and {% endraw %}."
)


def _said(error: Exception) -> tuple[str, str]:
    if isinstance(error, _macros.UnknownNameError):
        message, _, hint = str(error).partition(". ")
        return message, hint
    if isinstance(error, TemplateSyntaxError):
        if "comment" in (error.message or ""):
            hint = "Write the id of a heading as `{: #id }`; close a comment with #}."
            return "{# begins a comment of Jinja, which is not closed", hint
        return f"the macros of this page cannot be read: {error.message}", _AS_TEXT
    if found := _UNDEFINED.search(str(error)):
        known = [name.rstrip("_") for name in public_functions(_macros)]
        hint = did_you_mean(found[1], known) or f"The macros are: {', '.join(sorted(known))}."
        return f"no macro is called '{found[1]}'", hint
    if isinstance(error, TypeError):
        hint = "The reference lists each macro with what it takes, under Macros."
        return f"a macro of this page was given the wrong things: {error}", hint
    return f"this page cannot be made: {error}", "Correct the macro on this line, or take it out."


def _where(error: Exception, markdown: str, file: Path) -> Location:
    """Return the place in the file, in whose front matter there are lines too."""
    line = _line(error)
    lines = markdown.splitlines()
    wanted = lines[line - 1] if 0 < line <= len(lines) else ""
    written = file.read_text(encoding="utf-8-sig").splitlines()
    before = len(written) - len(lines)
    around = [number for number, one in enumerate(written, 1) if one == wanted]
    found = min(around, key=lambda number: abs(number - line - before), default=line)
    if isinstance(error, TemplateSyntaxError) and "comment" in (error.message or ""):
        text = "\n".join(written)
        starts = (one.start() for one in re.finditer(r"\{#", text))
        start = next((at for at in starts if "#}" not in text[at:]), 0)
        return Location(
            display_path(file), text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        )
    return Location(display_path(file), found)


def display_path(file: Path) -> str:
    """Return how a file is called from where the build was begun."""
    here = file.is_relative_to(Path.cwd())
    return (file.relative_to(Path.cwd()) if here else file).as_posix()


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
