"""Lists of all sorts: of points, of steps, of names and values, of who mentions a record."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from .blocks import Block
from .lines import Lines
from .linking import words
from .notation import array, call, joined, literal

MANY, MORE = 3, 4
"""So many records in a cell, or beside a fact, are named by their ids; the index has the titles."""
FIRST = 5
"""So many records without an id are named where a page says who mentions it."""


@dataclass(kw_only=True)
class Lists(Lines):
    """Sets lists, one item after the other."""

    def _list(self, element: HtmlElement) -> Iterator[Block]:
        items = [self._item(item) for item in element.iterchildren("li")]
        if element.tag == "ol":
            yield Block(call("OL", element.get("start", "1"), *items))
        else:
            tasks = element.xpath("./li//input[@type='checkbox']")
            yield Block(call("TASKS" if tasks else "UL", *items))

    def _item(self, item: HtmlElement) -> str:
        return self._typesetter.flow(item)

    def _inline_list(self, element: HtmlElement) -> Iterator[Block]:
        items = list(element.iterchildren("li"))
        if is_brief(element, MANY if self.in_table else MORE):
            yield Block(call("run", *(self.id_alone(item) for item in items)))
        else:
            name = "stacked" if self.in_table and len(items) <= MANY else "run"
            yield Block(call(name, *(self._item(item) for item in items)))

    def id_alone(self, item: HtmlElement) -> str:
        """Return what a record in a long list is called: its id, if it has one to show."""
        shown = item.find('.//*[@class="aims-id"]')
        link = item.find(".//a")
        if link is None:
            return self._typesetter.flow(item)
        if shown is None:
            return self.line(link)
        place = link.get("href", "").lstrip("#")
        if not place:
            return literal(words(shown))
        self.targets.add(place)
        return call("to", literal(place), literal(words(shown)))

    def _links(self, element: HtmlElement) -> Iterator[Block]:
        with self.quiet():
            items = [self._item(item) for item in element.iterchildren("li")]
        yield Block(call("links", *items))

    def pairs(self, element: HtmlElement) -> str:
        """Return the names and values of a definition list as an array of pairs."""
        found: list[tuple[list[str], list[str]]] = []
        for part in element.iter("dt", "dd"):
            if next(part.iterancestors("dl")) is not element:
                continue
            if part.tag == "dt" and (not found or found[-1][1]):
                found.append(([], []))
            if found:
                found[-1][part.tag == "dd"].append(self._item(part))
        return array(f"({joined(names)}, {joined(values)})" for names, values in found)

    def _definitions(self, element: HtmlElement) -> Iterator[Block]:
        yield Block(call("definitions", self.pairs(element)))

    def _facts(self, element: HtmlElement) -> Iterator[Block]:
        yield Block(call("facts", self.pairs(element)))

    def _strip(self, element: HtmlElement) -> Iterator[Block]:
        with self.quiet():
            yield Block(call("strip", self.pairs(element)))

    def _mentions(self, element: HtmlElement) -> Iterator[Block]:
        """Yield who mentions a record, as few words as can be: by their ids."""
        heading = element.find("./h2")
        title = literal(words(heading)) if heading is not None else '""'
        with self.quiet():
            body = [self.brief_pairs(part) for part in element.iter("dl")]
            rest = [] if body else [self._typesetter.flow(element, without=heading)]
        yield Block(call("mentions", title, array(body), *rest))

    def brief_pairs(self, element: HtmlElement) -> str:
        """Return names and values of a list of facts, its records named by their ids."""
        found = []
        for name, value in zip(element.iter("dt"), element.iter("dd"), strict=False):
            items = value.xpath("./ul/li")
            if items and items[-1].find('.//*[@class="aims-id"]') is None and len(items) > FIRST:
                rest = literal(f"and {len(items) - FIRST} more")
                shown = [*(self.id_alone(item) for item in items[:FIRST]), rest]
            else:
                shown = [self.id_alone(item) for item in items] or [self._typesetter.flow(value)]
            found.append(f"({self._item(name)}, {call('run', *shown)})")
        return array(found)


def is_brief(items: HtmlElement, many: int) -> bool:
    """Return whether a list is so long that its records are named by their ids alone."""
    several = items.findall("li")
    return len(several) >= many and all(
        item.find('.//a//*[@class="aims-id"]') is not None for item in several
    )
