"""The output of macros: HTML for comparisons in Jinja, a mark when written into a page."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any

from markupsafe import Markup, escape

from .insertions import Insertion, Insertions, is_balanced

_SIMPLE = re.compile(r"[^\W_]+(?:[ .,/-][^\W_]+)*")
"""A text with the same meaning in Markdown, in HTML and in an address."""
_page: ContextVar[Insertions | None] = ContextVar("page", default=None)


def start_page(source: str) -> Insertions:
    """Return new insertions, and make them those of the current page."""
    page = Insertions(source)
    _page.set(page)
    return page


class InsertedHtml(Markup):
    """The output of a macro: its HTML in comparisons, a mark when it is written into a page.

    Jinja writes `str(value)` into the page and into longer texts. So the HTML never reaches
    Markdown, and `{% if field(...) == "1.0" %}` compares the HTML.
    """

    is_whole = False
    """Whether it is the complete output of a macro, not a part of it."""

    def __str__(self) -> str:
        html, page = str.__str__(self), _page.get()
        if not html.strip():
            return ""  # A mark would leave an empty paragraph.
        if _SIMPLE.fullmatch(html) and (page is None or page.without_marks(html) == html):
            return html
        if page is None:
            return str(escape(Insertion(html).text))
        html = page.fill(html)
        if not self.is_whole and not is_balanced(html):
            html = str(escape(Insertion(html).text))
        return page.add(html)

    def __eq__(self, other: object) -> bool:
        html = str.__str__(self)
        return isinstance(other, str) and (
            str.__eq__(other, html) or str.__eq__(other, Insertion(html).text)
        )

    def __hash__(self) -> int:
        return str.__hash__(self)


def wrap_macro(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function as a macro whose HTML is inserted after Markdown has run."""

    @wraps(function)
    def macro(*given: Any, **named: Any) -> Any:
        found = function(
            *map(_argument, given), **{name: _argument(value) for name, value in named.items()}
        )
        if not isinstance(found, Markup):
            return found
        page = _page.get()
        made = InsertedHtml(page.without_marks(found) if page else found)
        made.is_whole = True
        return made

    return macro


def _argument(value: Any) -> Any:
    """Return an argument of a macro; the output of another macro as plain text."""
    page = _page.get()
    if isinstance(value, InsertedHtml):
        return Insertion(str.__str__(value)).text
    return page.as_text(value) if page and isinstance(value, str) else value
