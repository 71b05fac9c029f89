"""Which pages of a built site show, between them, everything that its templates can put on one."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath

from lxml import html

Kind = tuple[str, ...]
"""An element as a style sheet or a screen reader tells it from another: name, classes, features."""
Shown = frozenset[tuple[Kind, Kind]]
"""The kinds of element on a page, each below the kind that it stands in."""

PLAIN = {"href", "id", "class", "title", "src", "for", "name", "value", "d", "points"}
NEW_GROUP = 10
"""As how many new kinds of element a page of a new group counts."""
LOADING = 20_000
"""What it takes to open a page at all, in letters of its text."""


def chosen(site: Path, known: Shown = frozenset()) -> list[str]:
    """Return a page of each group, and as many more as show every kind of element there is.

    What is known from elsewhere need not be shown again, nor then a page of each group.
    """
    pages = shown_on(site)
    missing = everything_on(site) - known
    groups = set() if known else {*map(group, pages)}
    found = []
    while missing or groups:
        gains = {
            page: (len(those & missing) + NEW_GROUP * (group(page) in groups))
            / (LOADING + size(site, page))
            for page, those in pages.items()
        }
        best = max(gains, key=gains.__getitem__)
        found.append(best)
        missing -= pages[best]
        groups.discard(group(best))
        pages = {page: those for page, those in pages.items() if gains[page] and page != best}
    return sorted(found)


def smallest(site: Path) -> list[str]:
    """Return the smallest page of each group."""
    found: dict[tuple[str, int], str] = {}
    for page in addresses(site):
        one = found.setdefault(group(page), page)
        if size(site, page) < size(site, one):
            found[group(page)] = page
    return sorted(found.values())


def addresses(site: Path) -> list[str]:
    """Return the address of each page of a site, from its root: the first one has none."""
    folders = (
        file.parent.relative_to(site).as_posix() for file in sorted(site.rglob("index.html"))
    )
    return ["" if folder == "." else f"{folder}/" for folder in folders]


def everything_on(site: Path) -> Shown:
    """Return every kind of element on the pages of a site."""
    return frozenset().union(*shown_on(site).values())


def group(page: str) -> tuple[str, int]:
    """Return what the pages of a template have in common: the first folder, and how deep it is."""
    parts = PurePosixPath(page).parts
    return (parts[0] if parts else "", len(parts))


@lru_cache(maxsize=4)
def shown_on(site: Path) -> dict[str, Shown]:
    """Return the kinds of element on each page of a site, by its address there."""
    return {
        page: frozenset(_kinds(html.fromstring(file_of(site, page).read_bytes())))
        for page in addresses(site)
    }


def size(site: Path, page: str) -> int:
    """Return how long a page is."""
    return file_of(site, page).stat().st_size


def file_of(site: Path, page: str) -> Path:
    """Return where a page of a site lies."""
    return site / page / "index.html"


def _kinds(page: html.HtmlElement) -> Iterator[tuple[Kind, Kind]]:
    above: dict[html.HtmlElement, Kind] = {}
    for element in page.iter("*"):
        above[element] = kind = _kind(element)
        parent = element.getparent()
        yield (above[parent] if parent is not None else (), kind)


def _kind(element: html.HtmlElement) -> Kind:
    features = sorted(name for name in element.attrib if name not in PLAIN)
    return (str(element.tag), *sorted(element.classes), *features)
