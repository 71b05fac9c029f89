"""Errors of written pages and of templates of the theme, as findings."""

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
"""The file name of a page in Jinja's tracebacks."""


def explain_error(error: Exception, markdown: str, file: Path) -> Finding:
    """Return the finding for an error of a written page.

    `markdown` is the text of `file` after its front matter.
    """
    message, hint = _describe(error)
    return Finding(_locate(error, markdown, file), message, hint)


def broken_mentions(
    wanted: Mapping[tuple[str, int], Mention], source: str, manual: Manual, path: str
) -> list[Finding]:
    """Return a finding for each mention in a written page that is not the id of a record.

    `wanted` are these mentions by (source text, occurrence of that text, from 1).
    """
    text = _NOT_TEXT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)
    seen: Counter[str] = Counter()
    found = []
    for at, mention in mention_candidates(text) if wanted else ():
        seen[mention.written] += 1
        if (mention.written, seen[mention.written]) in wanted:
            found.append(_unknown_id(mention, manual, path, text[:at]))
    # A mention that Jinja assembled is nowhere in the source.
    absent = [mention for (written, number), mention in wanted.items() if number > seen[written]]
    return found + [_unknown_id(mention, manual, path, "") for mention in dict.fromkeys(absent)]


def _unknown_id(mention: Mention, manual: Manual, path: str, before: str) -> Finding:
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    known = [record.id for record in manual.entities]
    hint = did_you_mean(mention.target, known) or "Write the id of a record that exists."
    place = Location(path, line, column)
    return Finding(place, f"{mention.written} is not the id of a record", hint, Severity.WARNING)


def broken_link(address: str, manual: Manual, path: str | None, name: str) -> Finding:
    """Return the finding for a broken link, at the place where it is written.

    `path` is the file of a written page, or None; `name` is the path of the page in the site.
    """
    message = f"{name} links to {address}, which does not exist"
    hint = "Write [[id]] for a record, /assets/... for a file in docs/assets/, or another address."
    if path is not None:
        text = Path(path).read_text(encoding="utf-8-sig")
        place = SourceText(display_path(Path(path)), "", text).locate(max(0, text.find(address)))
        return Finding(place, message, hint, Severity.WARNING)
    for record, source in manual.records:
        for field_path, _, text in marked_values(record, Prose):
            if address in text:
                return Finding(
                    source.locate_words(address, *field_path), message, hint, Severity.WARNING
                )
    return Finding(Location(name), message, hint, Severity.WARNING)


def nested(source: str, path: str) -> Finding:
    """Return the finding for a page that is nested too deep for Markdown."""
    deepest = max(_BEFORE.finditer(source), key=lambda found: len(found[0].expandtabs(4)))
    message = "a list, quotation or admonition is nested too deep to be shown"
    hint = "Move it into a list or section of its own."
    where = SourceText(path, "", source).locate(deepest.end())
    return Finding(where, message, hint, rule="deep-nesting")


def frame_templates(folder: str | None) -> list[tuple[str, str]]:
    """Return (name, file) of the templates of the theme in the folder of overrides."""
    own = Path(folder) if folder else None
    files = [*own.glob("*.html"), *own.glob("partials/**/*.html")] if own else []
    return [(file.relative_to(own).as_posix(), str(file)) for file in sorted(files) if own]


def theme_error(error: Exception, file: str) -> Finding:
    """Return the finding for an error of a template of the theme, with its line."""
    where, message = (file or "overrides", 1), str(error) or repr(error)
    if isinstance(error, TemplateSyntaxError):
        where, message = (error.filename or where[0], error.lineno), error.message or message
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename.endswith(".html"):
            where = step.tb_frame.f_code.co_filename, step.tb_lineno
        step = step.tb_next
    location = Location(display_path(Path(where[0])), where[1])
    return Finding(location, f"the template of the theme failed: {message}")


_AS_TEXT = (
    'Write a macro as `{{ name("...") }}`, and close each `{% if %}` and `{% for %}`. '
    "Write other text with {{ or {% between {% raw %} and {% endraw %}."
)


def _describe(error: Exception) -> tuple[str, str]:
    if isinstance(error, _macros.UnknownNameError):
        message, _, hint = str(error).partition(". ")
        return message, hint
    if isinstance(error, TemplateSyntaxError):
        if "comment" in (error.message or ""):
            hint = "Write the id of a heading as `{: #id }`, or close the comment with `#}`."
            return "`{#` starts a Jinja comment that is not closed", hint
        return f"the macro syntax of this page is wrong: {error.message}", _AS_TEXT
    if found := _UNDEFINED.search(str(error)):
        known = [name.rstrip("_") for name in public_functions(_macros)]
        hint = did_you_mean(found[1], known) or f"Allowed macros: {', '.join(sorted(known))}."
        return f"unknown macro '{found[1]}'", hint
    if isinstance(error, TypeError):
        hint = "The reference lists the arguments of each macro under Macros."
        return f"a macro of this page has wrong arguments: {error}", hint
    return f"this page cannot be built: {error}", "Correct the macro on this line, or remove it."


def _locate(error: Exception, markdown: str, file: Path) -> Location:
    """Return the place in the file, whose front matter has lines too."""
    line = _line(error)
    lines = markdown.splitlines()
    wanted = lines[line - 1] if 0 < line <= len(lines) else ""
    written = file.read_text(encoding="utf-8-sig").splitlines()
    before = len(written) - len(lines)
    around = [number for number, text in enumerate(written, 1) if text == wanted]
    found = min(around, key=lambda number: abs(number - line - before), default=line)
    if isinstance(error, TemplateSyntaxError) and "comment" in (error.message or ""):
        text = "\n".join(written)
        starts = (match.start() for match in re.finditer(r"\{#", text))
        start = next((at for at in starts if "#}" not in text[at:]), 0)
        return Location(
            display_path(file), text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        )
    return Location(display_path(file), found)


def display_path(file: Path) -> str:
    """Return the path of a file relative to the current folder."""
    here = file.is_relative_to(Path.cwd())
    return (file.relative_to(Path.cwd()) if here else file).as_posix()


def _line(error: Exception) -> int:
    """Return the line of an error in the page, counted after its front matter."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    line, step = 1, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == _TEMPLATE:
            line = step.tb_lineno
        step = step.tb_next
    return line
