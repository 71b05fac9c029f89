"""The search index: every page with its id, title, other names, holders and text.

`docs/assets/search-ranking.js` ranks the pages. The index is a script, because a page opened from
disk cannot fetch files.
"""

import html
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from ..diagnostics import Finding, Severity, did_you_mean, quote_excerpt
from ..manual import Manual
from ..manual.appointments import deputies, holders, members
from ..manual.standards import standard
from ..model import Entity, kinds
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
_H1 = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_LISTS = {"related", "answers", "answered", "changed", "news", "mentioned-by"}
"""The sections that only list other records, which have their own pages."""
_OTHER_FRAMEWORK = 0.6
"""The weight of the requirements of a framework that the manual does not follow."""
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
    """Its aliases."""
    html: str
    """The HTML of the page."""
    group: str = "Pages"
    """The heading under which results of this type are filtered: `Policies`."""
    weight: float = 1.0
    """How much search prefers it to other pages that match as well."""
    people: tuple[str, ...] = ()
    """The names of the people in a role."""
    hints: tuple[str, ...] = ()
    """Words that find the page and are not shown."""


def site_entry(manual: Manual, made: Page | None, page: Any, html: str) -> SearchEntry | None:
    """Return the entry of a page of MkDocs; None if its front matter excludes it from search."""
    search = page.meta.get("search") or {}
    if search.get("exclude"):
        return None
    title = str(made.title if made else page.meta.get("title") or page.title)
    entry = search_entry(manual, made, page.url, title, html)
    return entry if made else replace(entry, weight=float(search.get("boost", 1)))


def search_entry(manual: Manual, made: Page | None, url: str, title: str, html: str) -> SearchEntry:
    """Return the entry of a page; `made` is None for a written page."""
    if made and made.record:
        return record_entry(manual, made.record, html)
    kind = "Register" if made and not made.register else "Page"
    if made and made.register:
        html = html.partition("<h2")[0]  # The rest is about records, which have their own pages.
    entry = page_entry(url.removeprefix("./"), title, kind, html)
    heading = _H1.search(html)
    names = [_words(heading[1])] if heading else []
    hints = [*_names_of_register(entry.address), re.sub(r"[-/]+", " ", entry.address).strip()]
    return replace(
        entry,
        names=tuple(name for name in names if name and name != title),
        hints=tuple(hint for hint in hints if hint),
        weight=made.search_weight if made else 1.0,
    )


def record_entry(manual: Manual, about: Entity, html: str) -> SearchEntry:
    """Return the entry of the page of a record."""
    kind = about.name[:1].upper() + about.name[1:]
    group, weight = about.plural[:1].upper() + about.plural[1:], about.search_weight
    people: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    html = _TABLE.sub(" ", html) if isinstance(about, Framework) else html
    if isinstance(about, Role):
        kind = "Body" if about.body else kind
        several = [*holders(manual, about), *deputies(manual, about), *members(manual, about)]
        people = tuple(dict.fromkeys(person.title for person in several))
    if isinstance(about, Requirement):
        framework = manual.find(about.framework)
        named = framework.title if framework else about.framework
        kind, hints = f"{about.kind.capitalize()} of {named}", (named,)
        group = "Clauses and controls"
        if not (own := standard(manual)) or own.id != about.framework:
            # Its sections list records of ours, which have their own pages.
            group, weight, html = "Other frameworks", _OTHER_FRAMEWORK, ""
    id = about.short_id if about.shows_id else ""
    address = quote(about.address.lstrip("/"))
    names = tuple(dict.fromkeys(about.aliases))
    return SearchEntry(address, about.title, kind, id, names, html, group, weight, people, hints)


def page_entry(address: str, title: str, kind: str, html: str) -> SearchEntry:
    """Return the entry of any other page, without its tables: their rows have own pages."""
    return SearchEntry(address, title, kind, "", (), _TABLE.sub(" ", html))


def _names_of_register(address: str) -> Iterator[str]:
    """Yield what people call the register of a kind of record: `risk register`."""
    kind = kinds().get(address.strip("/"))
    if kind is not None and not kind.is_singleton:
        yield from (kind.plural, f"{kind.name} register", f"list of {kind.plural}")


def script(pages: Iterable[SearchEntry], manual: Manual | None = None) -> str:
    """Return the script with the index: types of page, synonyms, contacts and pages."""
    entries = sorted(pages, key=lambda page: page.address)
    types = list(dict.fromkeys(_type(page) for page in entries))
    leads = _leads(manual) if manual else {}
    rows = [
        [
            page.address,
            page.id,
            page.title,
            types.index(_type(page)),
            page.names,
            page.people,
            [*page.hints, *leads.get(page.address, ())],
            list(_sections(page.html)),
        ]
        for page in entries
    ]
    parts: dict[str, list[Any]] = {
        "types": types,
        "synonyms": [synonym.words for synonym, _ in manual.synonyms if not synonym.leads_to]
        if manual
        else [],
        "contacts": list(_contacts(manual)) if manual else [],
        "pages": rows,
    }
    lines = [f'"{name}":[\n{_lines(values)}\n]' for name, values in parts.items()]
    return "aims.index = {" + ",\n".join(lines) + "};\n"


def _lines(values: list[Any]) -> str:
    """Return values as JSON, one in each line."""
    return ",\n".join(
        json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values
    )


def _type(page: SearchEntry) -> tuple[str, str, float]:
    return page.kind, page.group, page.weight


def _leads(manual: Manual) -> dict[str, list[str]]:
    """Return the words of the synonyms that lead to each page, by its address."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for synonym, _ in manual.synonyms:
        for target in synonym.leads_to:
            record = None if target.startswith("/") else manual.find(target)
            address = quote(record.address) if record else target.partition("#")[0]
            found[address.lstrip("/")] += synonym.words
    return found


def broken_leads(manual: Manual, addresses: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each page that a synonym leads to and the site does not have."""
    for synonym, source in manual.synonyms:
        for number, target in enumerate(synonym.leads_to):
            if target.startswith("/") and target.partition("#")[0] not in addresses:
                message = f"synonyms: leads_to: {quote_excerpt(target)} does not exist"
                hint = did_you_mean(target, addresses) or "Write the address of a page of the site."
                yield Finding(source.locate("leads_to", number), message, hint, Severity.WARNING)


def _contacts(manual: Manual) -> Iterator[tuple[str, str, str, str]]:
    """Yield the purpose, page, address and number of each contact."""
    for contact in manual.organisation.contacts if manual.organisation else ():
        role = manual.find(contact.role) if contact.role else None
        page = quote(role.address.lstrip("/")) if role else ""
        yield contact.for_, page, contact.email or "", contact.phone or ""


def _sections(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield (anchor, heading, text) of each section with text, without lists of other records."""
    anchor, heading, rest = "", "", _NOISE.sub(" ", page)
    start, skipped = 0, False
    for match in [*_HEADING.finditer(rest), None]:
        end = match.start() if match else len(rest)
        words = "" if skipped else _words(rest[start:end])
        if words or (match is None and anchor and heading and not skipped):
            yield anchor, heading, words
        if match:
            skipped = match[2] in _LISTS if match[1] == "2" else skipped
            anchor, heading, start = match[2], _words(match[3]), match.end()


def _words(markup: str) -> str:
    """Return the visible text of HTML."""
    text = _TAG.sub(" ", _IN_A_WORD.sub("", markup))
    return " ".join(html.unescape(text).replace("¶", " ").split())
