"""Long lists of records in, their ids out: the index of the book has the titles."""

import re

from lxml.html import HtmlElement

from .book import Manner

IN_TABLE, IN_PAGE, IN_ENTRY = 3, 4, 2
"""So many records in a list are named by their ids: in a cell, on a page, in an entry."""
_GATHERED = "#p-frameworks-"
"""Requirements are named by their ids everywhere: their titles are in their framework."""
_LISTS = './/ul[contains(@class, "aims-inline")]'
_FACTS = './/dl[contains(@class, "aims-facts")]'


def shorten(article: HtmlElement, manner: Manner) -> None:
    """Let long lists, and facts that name requirements, name records by their ids alone."""
    for several in article.xpath(_LISTS):
        items = several.findall("li")
        links = [link for item in items if (link := _named(item)) is not None]
        if len(links) == len(items) >= _most(several, manner):
            for item, link in zip(items, links, strict=True):
                _keep_id(link)
                for other in [one for one in item if one is not link]:
                    item.remove(other)
                link.tail = None
    for link in article.xpath(f"{_FACTS}//dd//a"):
        if link.get("href", "").startswith(_GATHERED):
            _keep_id(link)
            _keep_number(link)


def _most(several: HtmlElement, manner: Manner) -> int:
    if next(several.iterancestors("td", "th"), None) is not None:
        return IN_TABLE
    return IN_ENTRY if manner is Manner.ENTRY else IN_PAGE


def _named(item: HtmlElement) -> HtmlElement | None:
    """Return the link of an item that shows the id of what it leads to."""
    link = item.find(".//a")
    shown = link is not None and link.find('.//*[@class="aims-id"]') is not None
    return link if shown and link.getparent() is item else None


def _keep_id(link: HtmlElement) -> None:
    """Leave nothing of a link's words but the id."""
    shown = link.find('.//*[@class="aims-id"]')
    if shown is not None and shown.getparent() is link:
        for other in [one for one in link if one is not shown]:
            link.remove(other)
        link.text = shown.tail = None


def _keep_number(link: HtmlElement) -> None:
    """Leave out the name of a framework before a number, if the facts beside name it already."""
    shown = link.find('.//*[@class="aims-id"]')
    cell = next(link.iterancestors("dd"))
    named = cell.getparent().xpath("./dt//a/@href")
    if shown is None or not named or not link.get("href").startswith(f"{named[0]}-"):
        return
    number = _plain(link.get("href").removeprefix(named[0]))
    words = (shown.text or "").split(" ")
    ends = (" ".join(words[at:]) for at in range(len(words)))
    shown.text = next((one for one in ends if _plain(one) == number), shown.text)


def _plain(text: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", text)).lower()
