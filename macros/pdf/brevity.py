"""Long lists of records by their ids alone: the index of the book has the titles."""

import re

from lxml.html import HtmlElement

from .book import ChapterLayout

IN_TABLE, IN_PAGE, IN_ENTRY = 3, 4, 2
"""Lists of at least this many records name them by their ids: in a cell, on a page, in an entry."""
_REQUIREMENT = "#p-frameworks-"
"""Where links to requirements begin. They show ids only: the titles are in their framework."""
_LISTS = './/ul[contains(@class, "aims-inline")]'
_FACTS = './/dl[contains(@class, "aims-facts")]'


def abbreviate(article: HtmlElement, layout: ChapterLayout) -> None:
    """Reduce the links in long lists, and those to requirements in facts, to ids.

    Changes the article in place.
    """
    for items_list in article.xpath(_LISTS):
        items = items_list.findall("li")
        links = [link for item in items if (link := _link_with_id(item)) is not None]
        if len(links) == len(items) >= _longest(items_list, layout):
            for item, link in zip(items, links, strict=True):
                _keep_id(link)
                for other in [part for part in item if part is not link]:
                    item.remove(other)
                link.tail = None
    for link in article.xpath(f"{_FACTS}//dd//a"):
        if link.get("href", "").startswith(_REQUIREMENT):
            _keep_id(link)
            _keep_number(link)


def _longest(items_list: HtmlElement, layout: ChapterLayout) -> int:
    """Return how many records a list may have before it names them by their ids."""
    if next(items_list.iterancestors("td", "th"), None) is not None:
        return IN_TABLE
    return IN_ENTRY if layout is ChapterLayout.ENTRY else IN_PAGE


def _link_with_id(item: HtmlElement) -> HtmlElement | None:
    """Return the link of an item if it shows the id of its target."""
    link = item.find(".//a")
    shown = link is not None and link.find('.//*[@class="aims-id"]') is not None
    return link if shown and link.getparent() is item else None


def _keep_id(link: HtmlElement) -> None:
    """Remove all words of a link but the id."""
    shown = link.find('.//*[@class="aims-id"]')
    if shown is not None and shown.getparent() is link:
        for other in [part for part in link if part is not shown]:
            link.remove(other)
        link.text = shown.tail = None


def _keep_number(link: HtmlElement) -> None:
    """Remove the name of a framework in front of a number if the fact's name has it already."""
    shown = link.find('.//*[@class="aims-id"]')
    cell = next(link.iterancestors("dd"))
    named = cell.getparent().xpath("./dt//a/@href")
    if shown is None or not named or not link.get("href").startswith(f"{named[0]}-"):
        return
    number = _plain(link.get("href").removeprefix(named[0]))
    words = (shown.text or "").split(" ")
    ends = (" ".join(words[at:]) for at in range(len(words)))
    shown.text = next((end for end in ends if _plain(end) == number), shown.text)


def _plain(text: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", text)).lower()
