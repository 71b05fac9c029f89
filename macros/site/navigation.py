"""The place of a page in the site: its tab, the menu of its tab, its breadcrumbs.

Pages in the navigation of `mkdocs.yml` have a tab. Every other page has the tab of its register.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from ..manual import Manual
from ..manual.coverage import children, parents
from ..manual.standards import requirements_of
from ..model import Entity
from ..model.framework import Framework
from ..model.requirement import Requirement
from ..pages._markup import make_relative
from ..pages._renderer import Page

HELP = "Help"
"""The section that the foot of each page lists; `extra.footer_section` names another."""
_LONGEST = 48
"""The length from which the title of a requirement is shortened in the menu."""
Crumb = tuple[str, str]
"""A title and an address."""


@dataclass(frozen=True)
class Place:
    """The navigation of a page, as HTML with links relative to the page."""

    tabs: Markup
    """The main sections, as items of a list."""
    section: str
    """The title of the section of the page."""
    menu: Markup
    """The main sections, with the pages of the section of the page."""
    foot: Markup
    """The pages of the section for the foot."""


@dataclass(frozen=True)
class _Section:
    """A main section: an item of the top level of the navigation."""

    title: str
    address: str
    menu: Markup
    """Its pages, as nested lists."""
    listed: tuple[Crumb, ...]
    """The pages and groups directly in it."""


@dataclass
class SiteMap:
    """The navigation of a site.

    `items` is the navigation of MkDocs; `page_at` returns the generated page at an address.
    """

    manual: Manual
    items: Iterable[Any] = ()
    page_at: Callable[[str], Page | None] = lambda _: None
    footer: str = HELP
    _places: dict[str, tuple[int, Any]] = field(default_factory=dict)
    """The number of the section of each page in the navigation, and the page, by address."""
    _drawn: dict[tuple[object, ...], Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, item in enumerate(self.items):
            for page in _pages([item]):
                self._places.setdefault(_address(page), (number, page))

    @cached_property
    def _sections(self) -> list[_Section]:
        """The main sections; some titles are known only after all pages have been read."""
        return [self._section(item) for item in self.items]

    def _section(self, item: Any) -> _Section:
        inside = item.children if item.is_section else [item]
        return _Section(
            self._title(item),
            _address(next(_pages(inside), item)),
            self._menu(item.children) if item.is_section else Markup(""),
            tuple((self._title(part), _address(next(_pages([part]), part))) for part in inside),
        )

    def _title(self, item: Any) -> str:
        """Return the title of an item; MkDocs has that of a page as HTML, once it is read."""
        made = self.page_at(_address(item)) if item.is_page and not item.title else None
        return made.title if made else str(Markup(item.title or "").striptags())

    def _menu(self, items: Iterable[Any]) -> Markup:
        html = Markup("")
        for item in items:
            title = self._title(item)
            if item.is_section:
                html += Markup("<li><span>{}</span>{}</li>").format(
                    title, self._menu(item.children)
                )
            else:
                html += Markup('<li><a href="{}">{}</a></li>').format(_address(item), title)
        return Markup("<ul>{}</ul>").format(html)

    def listed(self, address: str) -> str:
        """Return the address of the page in the navigation to which a page belongs, or ""."""
        for _ in range(9):
            if address in self._places:
                return address
            page = self.page_at(address)
            register = page.register if page else ""
            if not register or register == address:
                register = address[: address.rstrip("/").rfind("/") + 1]
            if not register or register == address:
                break
            address = register
        return ""

    def place(self, address: str, root: str = "") -> Place:
        """Return the place of a page; `root` replaces the relative prefix of links.

        An empty address is that of a page which is nowhere: the page for unknown addresses.
        """
        listed = self.listed(address) if address else ""
        page = self.page_at(address) if address else None
        tree = self._tree(page.record) if page and page.record else Markup("")
        known = (listed, listed == address, address.count("/"), root)
        if tree or known not in self._drawn:
            place = self._draw(listed, "page" if listed == address else "true", tree)
            relative = (
                Markup(make_relative(html, address, root))
                for html in (place.tabs, place.menu, place.foot)
            )
            tabs, menu, foot = relative
            made = Place(tabs, place.section, menu, foot)
            if tree:
                return made
            self._drawn[known] = made
        return self._drawn[known]

    def _draw(self, listed: str, current: str, tree: Markup) -> Place:
        """Return a place with links from the root of the site."""
        number = self._places[listed][0] if listed else -1
        tabs, menu = Markup(""), Markup("")
        for other, section in enumerate(self._sections):
            is_open = other == number
            aside = Markup(' class="is-aside"') if section.title == self.footer else ""
            here = Markup(' aria-current="true"') if is_open else ""
            tab = Markup('<a href="{}"{}>{}</a>')
            tabs += Markup("<li{}>{}</li>").format(
                aside, tab.format(section.address, here, section.title)
            )
            link = tab.format(section.address, "", section.title)
            if is_open:
                below = _mark(section.menu, listed, current, tree)
                menu += Markup('<li class="is-open">{}{}</li>').format(link, below)
            else:
                menu += Markup("<li>{}</li>").format(link)
        foot = next((part for part in self._sections if part.title == self.footer), None)
        return Place(
            tabs,
            self._sections[number].title if listed else "",
            Markup("<ul>{}</ul>").format(menu),
            _links(foot.listed) if foot else Markup(""),
        )

    def crumbs(self, address: str, title: str) -> Markup:
        """Return the breadcrumbs of a page as HTML with links from the root of the site."""
        listed = self.listed(address)
        if not listed or address == "/":
            return Markup("")
        number, item = self._places[listed]
        crumb, section = (self._title(item), listed), self._sections[number]
        ours = self.manual.organisation
        trail = [(ours.title if ours else "Manual", "/")]
        if section.title != crumb[0] or listed != section.address:
            trail.append((section.title, section.address))
        if listed != address:
            trail += [crumb, *self._between(address, listed)]
        page = self.page_at(address)
        here = crumb[0] if listed == address else _name(page.record if page else None, title)
        return Markup(
            '<nav class="aims-crumbs" aria-label="Breadcrumb" data-search-exclude><ol>{}'
            '<li aria-current="page">{}</li></ol></nav>\n'
        ).format(_items(trail), here)

    def _between(self, address: str, listed: str) -> list[Crumb]:
        """Return the pages between a page and the page in the navigation above it."""
        found: list[Crumb] = []
        page = self.page_at(address)
        if page and isinstance(page.record, Requirement):
            found = [
                (parent.short_id, quote(parent.address))
                for parent in parents(self.manual, page.record)
            ]
        while page and page.register not in ("", listed, page.address):
            page = self.page_at(page.register)
            if page:
                found.insert(0, (_name(page.record, page.title), quote(page.address)))
        return found

    def _tree(self, record: Entity) -> Markup:
        """Return the framework of a record, with its parts and those that lead to the record."""
        framework: Entity | None = record
        branch: list[Requirement] = []
        if isinstance(record, Requirement):
            framework = self.manual.find(record.framework)
            branch = [*parents(self.manual, record), record]
        if not isinstance(framework, Framework):
            return Markup("")
        top = [part for part in requirements_of(self.manual, framework) if not part.parent]
        below = self._parts(top, branch)
        item = _item(framework.title, framework.address, framework is record, below)
        return Markup("<ul>{}</ul>").format(item)

    def _parts(self, several: list[Requirement], branch: list[Requirement]) -> Markup:
        items = Markup("")
        for part in several:
            is_open = bool(branch) and part is branch[0]
            parts = children(self.manual, part) if is_open else []
            below = self._parts(parts, branch[1:]) if parts else Markup("")
            title = f"{part.id} {_short(part.title)}"
            items += _item(title, part.address, is_open and len(branch) == 1, below)
        return Markup("<ul>{}</ul>").format(items)


def _pages(items: Iterable[Any]) -> Iterator[Any]:
    """Yield the pages and links in a part of the navigation."""
    for item in items:
        if item.is_section:
            yield from _pages(item.children)
        else:
            yield item


def _address(item: Any) -> str:
    url = str(item.url or "")
    return url if getattr(item, "is_link", False) else f"/{url.removeprefix('./')}"


def _mark(menu: Markup, address: str, current: str, tree: Markup) -> Markup:
    """Return a menu with the link to an address marked, and a tree below it."""
    link = Markup('<a href="{}"').format(address)
    before, found, after = str(menu).partition(f"{link}>")
    if not found:
        return menu
    words, end, rest = after.partition("</a>")
    marked = f'{link} aria-current="{current}">{words}{end}{tree}'
    return Markup(f"{before}{marked}{rest}")


def _item(title: str, address: str, is_current: bool, below: Markup) -> Markup:
    here = Markup(' aria-current="page"') if is_current else ""
    return Markup('<li><a href="{}"{}>{}</a>{}</li>').format(quote(address), here, title, below)


def _items(crumbs: Iterable[Crumb]) -> Markup:
    return Markup("").join(
        Markup('<li><a href="{}">{}</a></li>').format(address, title) for title, address in crumbs
    )


def _links(crumbs: Iterable[Crumb]) -> Markup:
    return Markup("<ul>{}</ul>").format(_items(crumbs))


def _name(record: Entity | None, title: str) -> str:
    """Return the name of a page in breadcrumbs: the id of its record, or its title."""
    if record is None:
        return title
    return record.short_id if record.shows_id else record.title


def _short(title: str) -> str:
    """Return a title that fits the menu."""
    if len(title) <= _LONGEST:
        return title
    return f"{title[:_LONGEST].rpartition(' ')[0]} …"
