"""The search index: every page with its id, title, other names, holders and text.

`docs/assets/search.js` uses it. It is a script, because a page opened from disk cannot fetch files.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from ..manual import Manual
from ..manual.appointments import deputies, holders, members
from ..model import Entity
from ..model.framework import Framework
from ..model.requirement import Requirement
from ..model.role import Role
from ..pages._renderer import Page

PATH = "search/pages.js"

# Matrices, drawings, navigation and lists of references are not useful in results.
_NOISE = re.compile(
    r"<(nav|svg|script|style)\b.*?</\1>"
    r'|<figure class="aims-table aims-matrix".*?</figure>'
    r'|<section class="aims-mentions".*?</section>'
    r'|<a class="headerlink".*?</a>'
    r"|<h1\b.*?</h1>"
    r"|<figure\b[^>]*\bdata-search-exclude.*?</figure>"
    r'|<dl class="aims-legend".*?</dl>',
    re.DOTALL,
)
_HEADING = re.compile(r'<h([23])\b[^>]*?\bid="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TABLE = re.compile(r'<figure class="aims-table.*?</figure>', re.DOTALL)
_IN_A_WORD = re.compile(r"</?(?:b|code|del|em|i|mark|s|strong|su[bp]|u|wbr)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class SearchEntry:
    """A page in the search index."""

    address: str
    """The address from the root of the site: `roles/data-steward/`."""
    title: str
    """The title of the result."""
    kind: str
    """The type of page: `Policy`."""
    id: str
    """The id, if the kind shows ids."""
    names: tuple[str, ...]
    """Aliases, and the names of the people in a role."""
    html: str
    """The HTML of the page."""


def search_entry(manual: Manual, made: Page | None, url: str, title: str, html: str) -> SearchEntry:
    """Return the entry of a page; `made` is None for a written page."""
    if made and made.record:
        return record_entry(manual, made.record, html)
    kind = "Register" if made and not made.register else "Page"
    return page_entry(url.removeprefix("./"), title, kind, html)


def record_entry(manual: Manual, about: Entity, html: str) -> SearchEntry:
    """Return the entry of the page of a record."""
    kind = about.name[:1].upper() + about.name[1:]
    html = _TABLE.sub(" ", html) if isinstance(about, Framework) else html
    names = list(about.aliases)
    if isinstance(about, Role):
        kind = "Body" if about.body else kind
        people = [*holders(manual, about), *deputies(manual, about), *members(manual, about)]
        names += [person.title for person in people]
    if isinstance(about, Requirement):
        framework = manual.find(about.framework)
        kind = f"{about.kind.capitalize()} of {framework.title if framework else about.framework}"
    id = about.short_id if about.shows_id else ""
    return SearchEntry(
        quote(about.address.lstrip("/")), about.title, kind, id, tuple(dict.fromkeys(names)), html
    )


def page_entry(address: str, title: str, kind: str, html: str) -> SearchEntry:
    """Return the entry of any other page, without its tables: their rows have own pages."""
    return SearchEntry(address, title, kind, "", (), _TABLE.sub(" ", html))


def script(pages: Iterable[SearchEntry]) -> str:
    """Return the script with the index: address, id, title, kind, names, text of each page."""
    rows = [
        [page.address, page.id, page.title, page.kind, page.names, list(_sections(page.html))]
        for page in sorted(pages, key=lambda page: page.address)
    ]
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return "aims.pages = [\n" + ",\n".join(lines) + "\n];\n"


def _sections(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield (anchor, heading, text) of each section with text."""
    anchor, heading, rest = "", "", _NOISE.sub(" ", page)
    start = 0
    for match in _HEADING.finditer(rest):
        if words := _words(rest[start : match.start()]):
            yield anchor, heading, words
        anchor, heading, start = match[2], _words(match[3]), match.end()
    if words := _words(rest[start:]) or (anchor and heading):
        yield anchor, heading, words


def _words(markup: str) -> str:
    """Return the visible text of HTML."""
    text = _TAG.sub(" ", _IN_A_WORD.sub("", markup))
    return " ".join(html.unescape(text).replace("¶", " ").split())
