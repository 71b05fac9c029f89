"""What readers can search for: every page by its id, title, other names, holders and words.

`docs/assets/search.js` looks in it. It is written as a script, since a page that is read from disk
may not fetch a file.
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

# Letters of a matrix, drawings, ways about and lists of who mentions a page answer no question.
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
    """A page as a reader can find it."""

    address: str
    """Where it stands, from the root of the site: `roles/data-steward/`."""
    title: str
    """What stands first in the result."""
    kind: str
    """What sort of page it is: `Policy`."""
    id: str
    """The id before the title, where people know it by that."""
    names: tuple[str, ...]
    """Other words for it, and the names of people who hold it."""
    html: str
    """What is on it."""


def search_entry(manual: Manual, made: Page | None, url: str, title: str, html: str) -> SearchEntry:
    """Return a page of the site as a reader can find it; `made` is none for a written page."""
    if made and made.record:
        return record_entry(manual, made.record, html)
    kind = "Register" if made and not made.register else "Page"
    return page_entry(url.removeprefix("./"), title, kind, html)


def record_entry(manual: Manual, about: Entity, html: str) -> SearchEntry:
    """Return the page of a record as a reader can find it."""
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
    """Return any other page: what its tables list is found on pages of its own."""
    return SearchEntry(address, title, kind, "", (), _TABLE.sub(" ", html))


def script(pages: Iterable[SearchEntry]) -> str:
    """Return the script that gives `search.js` the pages: address, id, title, kind, names, text."""
    rows = [
        [page.address, page.id, page.title, page.kind, page.names, list(_sections(page.html))]
        for page in sorted(pages, key=lambda page: page.address)
    ]
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return "aims.pages = [\n" + ",\n".join(lines) + "\n];\n"


def _sections(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield the anchor, the heading and the text of each section that says something."""
    anchor, heading, rest = "", "", _NOISE.sub(" ", page)
    start = 0
    for match in _HEADING.finditer(rest):
        if words := _words(rest[start : match.start()]):
            yield anchor, heading, words
        anchor, heading, start = match[2], _words(match[3]), match.end()
    if words := _words(rest[start:]) or (anchor and heading):
        yield anchor, heading, words


def _words(markup: str) -> str:
    """Return HTML as the words a reader sees."""
    text = _TAG.sub(" ", _IN_A_WORD.sub("", markup))
    return " ".join(html.unescape(text).replace("¶", " ").split())
