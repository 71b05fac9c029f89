"""What macros return: HTML for comparisons in Jinja, and a mark in the page that calls them."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any

from markupsafe import Markup, escape

from .insertions import Insertion, Insertions, is_balanced

_SIMPLE = re.compile(r"[^\W_]+(?:[ .,/-][^\W_]+)*")
"""A text that means the same in Markdown, in HTML and in an address."""
_page: ContextVar[Insertions | None] = ContextVar("page", default=None)


def start_page(source: str) -> Insertions:
    """Return the insertions of a page that is being made from now on."""
    page = Insertions(source)
    _page.set(page)
    return page


class InsertedHtml(Markup):
    """What a macro returns: HTML to a comparison, a mark where it is written into a page.

    Jinja writes `str(value)` into the page, and builds longer texts of `str(value)` too; so no way
    leads from the HTML into Markdown, and `{% if field(...) == "1.0" %}` works as before.
    """

    is_whole = False
    """Whether it is what a macro returned, and not a part of that."""

    def __str__(self) -> str:
        html, page = str.__str__(self), _page.get()
        if not html.strip():
            return ""  # A mark for nothing would leave an empty paragraph.
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
    """Return a function as pages can call it: HTML it returns is put in after Markdown has run."""

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
    """Return what a macro is given: plain words, where another macro made it."""
    page = _page.get()
    if isinstance(value, InsertedHtml):
        return Insertion(str.__str__(value)).text
    return page.as_text(value) if page and isinstance(value, str) else value
